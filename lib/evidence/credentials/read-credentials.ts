import { chunksTileMediaData } from '../../media/chunk-offsets';
import { followIngredients } from './chain';
import { isHardBindingMatch } from './codes';
import { type CredentialsDetails, emptyDetails, type Note } from './details';
import { bindingOf, leftOutOf } from './hash-coverage';
import type { Reading, ReadStore } from './library';
import { type JudgedStore, readJudged } from './passes';
import { summarise } from './summary';
import type { TrustList } from './trust-list';

export interface Request {
  bytes: Uint8Array;
  lists: readonly TrustList[];
  notes: readonly Note[];
}

/**
 * Reads a manifest store alone: issuer and declaration, long before the content can be checked.
 * Nothing is said about the content, whose hash cannot match here.
 */
export async function readManifestAlone(read: ReadStore, request: Request): Promise<CredentialsDetails> {
  const judged = await readJudged(read, 'application/c2pa', request.bytes, request.lists);
  // A box was found, so even "none" means that it holds no manifest that can be read.
  if ('kind' in judged)
    return { ...emptyDetails('malformed'), notes: [...request.notes], contentCheck: 'pending' };
  return summarise(judged, { contentCheck: 'pending', notes: request.notes });
}

export interface FileRequest extends Request {
  /** Media type by content. */
  format: string;
  /** Name of the list that an earlier reading of the manifest reached. */
  reachedBefore: string | null;
}

/** Reads a whole file: all that {@link readManifestAlone} tells, and whether the content is what was signed. */
export async function readFile(read: ReadStore, request: FileRequest): Promise<CredentialsDetails> {
  const { format, bytes, lists, notes } = request;
  const judged = await readJudged(read, format, bytes, lists, request.reachedBefore);
  if ('kind' in judged) return { ...emptyDetails(stateOfFailure(judged)), notes: [...notes] };
  const details = summarise(judged, { contentCheck: 'done', notes });
  return vouchesForContent(judged, bytes) ? details : disown(details);
}

function stateOfFailure({ kind }: Exclude<Reading, { kind: 'store' }>): CredentialsDetails['state'] {
  return kind === 'unsupported' ? 'unreadable' : kind;
}

/** Where the hash matches but leaves out the offset tables, the media data must be where the tables say. */
function vouchesForContent(judged: JudgedStore, file: Uint8Array): boolean {
  const binding = bindingOf(followIngredients(judged.store));
  if (!binding || !judged.successes.some(isHardBindingMatch)) return true;
  switch (leftOutOf(binding)) {
    case 'none':
      return true;
    case 'offsets':
      return chunksTileMediaData(file);
    case 'too-much':
      return false;
  }
}

function disown(details: CredentialsDetails): CredentialsDetails {
  if (details.state === 'invalid' || details.state === 'revoked') return details;
  return {
    ...details,
    state: 'invalid',
    broken: 'cannot-verify',
    parentChainIntact: false,
    irregular: [],
    notes: [...details.notes, 'chunk_offsets'],
  };
}
