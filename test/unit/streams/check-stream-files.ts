import { StreamCheck } from '../../../lib/evidence/credentials/fragments/session';
import type { SessionReport } from '../../../lib/evidence/credentials/fragments/decide-session';
import { createInProcessWorker } from '../../../lib/evidence/credentials/in-process-worker';
import type { TrustList } from '../../../lib/evidence/credentials/trust-list';
import {
  type CredentialsWorker,
  createCredentialsWorker,
  type SegmentChecker,
} from '../../../lib/evidence/credentials/worker-client';
import {
  type Files,
  fileOf,
  initName,
  segmentName,
  TRACKS,
  type TrackId,
} from '../../fixtures/streams/presentation';
import { nodeLibrary } from '../credentials/check-bytes';
import { installSyncBlobs } from './sync-blobs';

installSyncBlobs();

/** The credentials worker with the real library, in this thread. */
export const streamWorker = (): CredentialsWorker & SegmentChecker =>
  createCredentialsWorker({ spawn: () => createInProcessWorker(nodeLibrary), wasmUrl: 'unused' });

/** One segment as a player plays it: the track it is in, and the number in its name. */
export interface Played {
  track: TrackId;
  number: number;
  /** Place in the playlist where it is not that of its number. */
  at?: number;
}

/** Picture and sound from the first segment to the last. */
export const WHOLE: Played[] = [0, 2].flatMap((track) =>
  Array.from({ length: TRACKS[track as TrackId].segments }, (_, at) => ({
    track: track as TrackId,
    number: at + 1,
  })),
);

/** Takes segments of a stream through a session with the real library. */
export async function checkPlayed(
  files: Files,
  lists: readonly TrustList[],
  played: readonly Played[] = WHOLE,
  ordered = true,
): Promise<SessionReport> {
  const { signal } = new AbortController();
  const check = new StreamCheck({ worker: streamWorker(), lists, suppliedByPage: false });
  for (const track of new Set(played.map((segment) => segment.track)))
    await check.addTrack({ key: initName(track), init: fileOf(files, initName(track)), ordered }, signal);
  for (const { track, number, at } of played) {
    const index = at ?? number - 1;
    check.segmentsSeen += 1;
    await check.addSegment(
      { track: initName(track), index, start: index },
      fileOf(files, segmentName(track, number)),
      signal,
    );
  }
  return check.report();
}

/** What a report says, in short. */
export function said({ details, outcome, reason }: SessionReport): unknown {
  return {
    outcome,
    ...(reason ? { reason } : {}),
    state: details.state,
    ...(details.broken ? { broken: details.broken } : {}),
    problem: details.session?.problem,
    firstInvalid: details.session?.firstInvalid,
  };
}
