import { isHardBinding, isHardBindingMatch } from '../codes';
import type { CredentialsDetails, Note } from '../details';
import type { ReadStore } from '../library';
import { readJudged } from '../passes';
import { summarise } from '../summary';
import type { TrustList } from '../trust-list';
import type { SegmentFinding, SegmentState } from './findings';
import type { FragmentReading, ReadFragment, SegmentBinding } from './read-fragment';
import { isCutShort, readSegmentFacts, type SegmentFacts, tracksOfInit } from './segment-facts';

export interface SegmentRequest {
  init: Uint8Array;
  segment: Uint8Array;
  /** Also judge the manifest, list by list; once for each initialization segment is enough. */
  judge: boolean;
  lists: readonly TrustList[];
  reachedBefore: string | null;
  notes: readonly Note[];
}

export interface SegmentAnswer {
  finding: SegmentFinding;
  /** What the manifest says, its content checked by this segment; only where that is intact and was asked for. */
  details: CredentialsDetails | null;
}

/** Checks one segment of a stream against the manifest of its initialization segment; see `findings.ts`. */
export async function checkSegment(read: ReadFragment, request: SegmentRequest): Promise<SegmentAnswer> {
  const { init, segment, lists } = request;
  const facts = readSegmentFacts(segment);
  const answer = (state: SegmentState, binding: SegmentBinding | null = null): SegmentAnswer => ({
    finding: findingOf(state, facts, binding),
    details: null,
  });
  const shape = stateOfShape(segment, facts);
  if (shape) return answer(shape);
  // Without one, as in series of small files, there is nothing to hold a manifest either.
  if (init.length === 0) return answer(facts.proofs.length > 0 ? 'no-manifest' : 'unsigned');
  const { reading, binding } = await read(init, segment, {
    lists: lists.filter(({ use }) => use === 'tsa'),
    checkTimeStamps: true,
  });
  if (reading.kind === 'none') return answer(facts.proofs.length > 0 ? 'no-manifest' : 'unsigned');
  if (reading.kind !== 'store' || !binding) return answer('unreadable');
  const state = stateOfBinding(init, facts, reading, binding);
  if (state !== 'intact' || !request.judge) return answer(state, binding);
  return { ...answer(state, binding), details: await judged(read, request) };
}

function findingOf(
  state: SegmentState,
  { proofs: [proof], baseTime }: SegmentFacts,
  binding: SegmentBinding | null,
): SegmentFinding {
  const tree =
    proof &&
    binding?.trees.find(({ uniqueId, localId }) => uniqueId === proof.uniqueId && localId === proof.localId);
  return { state, location: proof?.location ?? null, signedCount: tree?.count ?? null, baseTime };
}

function stateOfShape(segment: Uint8Array, facts: SegmentFacts): SegmentState | null {
  if (facts.stores.some((purpose) => purpose !== 'unknown')) return 'own-manifest';
  if (!facts.complete && isCutShort(segment)) return 'cut-short';
  return facts.hasFragment ? null : 'not-a-segment';
}

function stateOfBinding(
  init: Uint8Array,
  { proofs, stores, tracks }: SegmentFacts,
  { store }: Extract<FragmentReading['reading'], { kind: 'store' }>,
  { trees, exclusions, sessionKeys }: SegmentBinding,
): SegmentState {
  if (sessionKeys) return 'session-keys';
  if (trees.length === 0 || exclusions.some(leavesPlaybackOpen)) return 'unbound';
  const own = tracksOfInit(init);
  if (tracks.some((track) => !own.includes(track))) return 'other-track';
  // A box of ours that cannot be read is no proof, and nothing that any signer wrote.
  if (stores.length > 0) return 'changed';
  if (proofs.length === 0) return 'stripped';
  for (const { uniqueId, localId, location } of proofs) {
    const tree = trees.find((candidate) => candidate.uniqueId === uniqueId && candidate.localId === localId);
    if (!tree || location >= tree.count) return 'other-track';
    if (!tree.coversInit) return 'unbound';
  }
  const { success, failure } = store.codes;
  return success.some(isHardBindingMatch) && !failure.some(isHardBinding) ? 'intact' : 'changed';
}

/** Chunk offsets in an initialization segment are empty; anything else of these decides what is played. */
function leavesPlaybackOpen(exclusion: string): boolean {
  const path = exclusion.replace(/\[\d+\]/g, '').replace(/\/$/, '');
  if (/^\/moov\/trak\/mdia\/minf\/stbl\/(?:stco|co64)$/.test(path)) return false;
  return path === '' || /^\/(?:moof|mdat|moov)(?:\/|$)/.test(path);
}

async function judged(read: ReadFragment, request: SegmentRequest): Promise<CredentialsDetails | null> {
  const { init, segment, lists, reachedBefore, notes } = request;
  const readStore: ReadStore = async (_, __, settings) => (await read(init, segment, settings)).reading;
  const store = await readJudged(readStore, 'video/mp4', init, lists, reachedBefore);
  return 'kind' in store ? null : summarise(store, { contentCheck: 'done', notes });
}
