import type { StoredTrustList } from '../../storage/stored-trust-list';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ListKind, ListUse } from '../../evidence/credentials/trust-list';
import { type RefreshResult, refreshTrustLists } from '../../storage/trust-refresh';
import {
  enableTrustList,
  importTrustList,
  removeTrustList,
  storedTrustLists,
  TrustListError,
  watchTrustLists,
} from '../../storage/trust-store';
import { trustProblemKey } from './trust-words';

export interface TrustModel {
  /** Null until they are read. */
  lists: ReadonlySignal<StoredTrustList[] | null>;
  refreshing: ReadonlySignal<boolean>;
  /** What the last refresh brought; null before the first. */
  results: ReadonlySignal<RefreshResult[] | null>;
  /** Message key of what is wrong with the import; null when nothing is. */
  importProblem: ReadonlySignal<string | null>;
  /** Name of the list imported last. */
  imported: ReadonlySignal<string | null>;
  refresh(): Promise<void>;
  /** @returns whether the list was taken */
  importFile(file: Blob | null, name: string, kind: ListKind, use: ListUse): Promise<boolean>;
  enable(name: string, enabled: boolean): Promise<void>;
  remove(name: string): Promise<void>;
}

/** The trust lists as the options page shows and changes them, kept current until `stop` aborts. */
export function createTrustModel(fetch: typeof globalThis.fetch, stop: AbortSignal): TrustModel {
  const lists = signal<StoredTrustList[] | null>(null);
  const refreshing = signal(false);
  const results = signal<RefreshResult[] | null>(null);
  const importProblem = signal<string | null>(null);
  const imported = signal<string | null>(null);

  const read = async (): Promise<void> => {
    lists.value = await storedTrustLists();
  };
  watchTrustLists(() => void read(), stop);
  void read();

  return {
    ...{ lists, refreshing, results, importProblem, imported },
    async refresh() {
      refreshing.value = true;
      results.value = await refreshTrustLists(fetch, stop);
      refreshing.value = false;
      await read();
    },
    async importFile(file, name, kind, use) {
      importProblem.value = null;
      imported.value = null;
      try {
        if (!file) throw new TrustListError('no-certificates', 'no file was chosen');
        const list = await importTrustList(await file.text(), name, kind, use);
        imported.value = list.name;
        await read();
        return true;
      } catch (error) {
        importProblem.value = trustProblemKey(error instanceof TrustListError ? error.problem : 'not-stored');
        return false;
      }
    },
    async enable(name, enabled) {
      await enableTrustList(name, enabled);
      await read();
    },
    async remove(name) {
      await removeTrustList(name);
      await read();
    },
  };
}
