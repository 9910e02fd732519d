import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Evidence } from '../evidence/evidence';
import type { StoredTrustList } from './stored-trust-list';

/** One finished analysis, kept so that the same file need not be read again. */
export interface CachedVerdict {
  /** Last use, milliseconds since the epoch: the least recently used go first. */
  used: number;
  evidence: Evidence[];
}

/** Everything that is too large for `storage.local`. */
export interface WhenceSchema extends DBSchema {
  'trust-lists': { key: string; value: StoredTrustList };
  verdicts: { key: string; value: CachedVerdict; indexes: { used: number } };
}

export type WhenceDatabase = IDBPDatabase<WhenceSchema>;

const NAME = 'whence';
const VERSION = 1;

let opened: Promise<WhenceDatabase> | null = null;

/**
 * The one database of the extension, opened once a context and opened again after the browser closed it.
 * An upgrade of version N adds a step `if (from < N)`; steps of older versions are never changed.
 */
export function openDatabase(): Promise<WhenceDatabase> {
  opened ??= openDB<WhenceSchema>(NAME, VERSION, {
    upgrade(database, from) {
      if (from < 1) {
        database.createObjectStore('trust-lists');
        database.createObjectStore('verdicts').createIndex('used', 'used');
      }
    },
    // A page that holds an older version open must not keep a newer one from starting.
    blocking: () => close(),
    terminated: () => {
      opened = null;
    },
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

function close(): void {
  const closing = opened;
  opened = null;
  void closing?.then((database) => database.close());
}
