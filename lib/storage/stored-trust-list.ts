import type { TrustList } from '../evidence/credentials/trust-list';
import type { TrustListProblem } from './trust-list-error';

/** A list as kept, with what the options page tells about it. Its name is its key. */
export interface StoredTrustList {
  list: TrustList;
  /** The viewer may put a known list aside without losing it. */
  enabled: boolean;
  /** When its publisher was last asked with an answer, ISO 8601. */
  checked: string | null;
  /** Why the last refresh kept the old copy; null when it went well. */
  problem: TrustListProblem | null;
  /** ETag of each address that this copy was read from. */
  etags: Record<string, string>;
}
