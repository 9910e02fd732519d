import { describe, expect, it } from 'vitest';
import type { SessionReport } from '../../../lib/evidence/credentials/fragments/decide-session';
import { StreamCheck } from '../../../lib/evidence/credentials/fragments/session';
import { dataFile, dataLists, hasData, warnWithoutData } from '../credentials/shared-data';
import { streamWorker } from './check-stream-files';

warnWithoutData('streams that others recorded: DASH with proofs, pieces of live streams');

async function check(
  init: string,
  segments: string[],
  tracks: Record<string, string> = {},
): Promise<SessionReport> {
  const { signal } = new AbortController();
  const stream = new StreamCheck({
    worker: streamWorker(),
    lists: await dataLists('testLists'),
    suppliedByPage: false,
  });
  for (const key of new Set([init, ...Object.values(tracks)]))
    await stream.addTrack({ key, init: dataFile(`c2pa/${key}`), ordered: true }, signal);
  for (const [index, name] of segments.entries())
    await stream.addSegment(
      { track: tracks[name] ?? init, index, start: index },
      dataFile(`c2pa/${name}`),
      signal,
    );
  stream.segmentsSeen = segments.length;
  return stream.report();
}

const VIDEO_INIT = 'msdash/provenancevideooutput_dashinit.mp4';
const AUDIO_INIT = 'msdash/provenanceaudiooutput_dashinit.mp4';
const video = (number: number | string) => `msdash/provenancevideooutput_dash${number}.m4s`;
const audio = (number: number | string) => `msdash/provenanceaudiooutput_dash${number}.m4s`;
const numbers = Array.from({ length: 11 }, (_, at) => at + 1);

describe.skipIf(!hasData)('a DASH stream with proofs that others made', () => {
  it('is intact in every segment of its picture', async () => {
    const { details, outcome } = await check(VIDEO_INIT, numbers.map(video));
    expect(outcome).toBe('found');
    expect(details).toMatchObject({
      state: 'unrecognised',
      issuer: 'Media Publisher Company',
      contentCheck: 'done',
      session: { segmentsSeen: 11, segmentsChecked: 11, firstInvalid: null, problem: null },
    });
  });

  it('is intact in every segment of its sound', async () => {
    const { details } = await check(AUDIO_INIT, numbers.map(audio));
    expect(details).toMatchObject({ state: 'unrecognised', session: { segmentsChecked: 11, problem: null } });
  });

  it('is invalid by one bad segment', async () => {
    const bad = numbers.map((number) => (number === 2 ? video('2.hist-bc23cc64') : video(number)));
    expect((await check(VIDEO_INIT, bad)).details).toMatchObject({
      state: 'invalid',
      broken: 'content-changed',
      issuer: 'Media Publisher Company',
      session: { firstInvalid: 2, problem: 'changed' },
    });
  });

  it('is invalid by one stripped segment, and not without credentials', async () => {
    const bare = numbers.map((number) => (number === 1 ? video('1_no_manifest') : video(number)));
    expect((await check(VIDEO_INIT, bare)).details).toMatchObject({
      state: 'invalid',
      broken: 'content-changed',
      session: { firstInvalid: 1, problem: 'stripped' },
    });
  });

  it('names sound in the place of pictures', async () => {
    const { details } = await check(VIDEO_INIT, [video(1), audio(2), video(3)]);
    expect(details).toMatchObject({ state: 'invalid', session: { firstInvalid: 2 } });
  });

  it('finds out by itself which of its tracks a segment belongs to', async () => {
    const { details } = await check(VIDEO_INIT, [video(1), audio(2), video(3)], { [video(1)]: AUDIO_INIT });
    expect(details).toMatchObject({ state: 'unrecognised', session: { segmentsChecked: 3, problem: null } });
  });
});

describe.skipIf(!hasData)('live streams whose segments are signed one by one', () => {
  it('are named as not supported yet, with what the first manifest says', async () => {
    const { details, outcome, reason } = await check('svta/init_signed_with_session_keys.m4s', [
      'svta/test-segment.m4s',
    ]);
    expect([outcome, reason]).toEqual(['could-not-check', 'live']);
    expect(details).toMatchObject({ contentCheck: 'not-made', session: { problem: 'own-manifest' } });
    expect(details.issuer).toBeTruthy();
  });

  it('are named by the keys of their session too', async () => {
    const { reason, details } = await check('svta/init_signed_with_session_keys.m4s', [
      'qualabs/chunk-stream0-00103.m4s',
    ]);
    expect(reason).toBe('live');
    expect(details.session?.problem).toBe('session-keys');
  });

  it('have pieces without any credentials', async () => {
    const { outcome, details } = await check('qualabs/init-stream0.m4s', [
      'qualabs/chunk-stream-mhv0-00001.m4s',
      'qualabs/chunk-stream0-00103.m4s',
    ]);
    expect(outcome).toBe('not-found');
    expect(details.session).toMatchObject({ segmentsChecked: 2, problem: null });
  });
});
