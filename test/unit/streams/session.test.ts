import { describe, expect, it } from 'vitest';
<<<<<<< HEAD
import type { SessionReport } from '../../../lib/evidence/credentials/fragments/decide-session';
import { c2paBox, topBox } from '../../fixtures/signing/bmff';
import { makeDemoCa } from '../../fixtures/signing/demo-ca';
import { demoLists } from '../../fixtures/signing/demo-lists';
import { flipped } from '../../fixtures/signing/fixture';
import {
  type Files,
=======
import { makeDemoCa } from '../../fixtures/signing/demo-ca';
import { demoLists } from '../../fixtures/signing/demo-lists';
import {
>>>>>>> streams
  fileOf,
  initName,
  segmentName,
  signedFiles,
  unsignedFiles,
  withFiles,
} from '../../fixtures/streams/presentation';
<<<<<<< HEAD
import { stripped } from '../../fixtures/streams/sign-stream';
import { checkPlayed, type Played, WHOLE } from './check-stream-files';
=======
import { checkPlayed, type Played, said, WHOLE } from './check-stream-files';
>>>>>>> streams

const ca = makeDemoCa();
const lists = demoLists(ca);
const claim = { digitalSourceType: 'trainedAlgorithmicMedia' };
const signed = await signedFiles({ leaf: ca.newsroom, claim });
const PICTURE = WHOLE.filter(({ track }) => track === 0);

<<<<<<< HEAD
/** A stream in which one file was changed. */
const changed = (name: string, change: (file: Uint8Array) => Uint8Array): Files =>
  withFiles(signed, [[name, change(fileOf(signed, name))]]);
const flipMedia = (segment: Uint8Array) => flipped(segment, topBox(segment, 'mdat').end - 5);

function said({ details, outcome, reason }: SessionReport): unknown {
  return {
    outcome,
    ...(reason ? { reason } : {}),
    state: details.state,
    ...(details.broken ? { broken: details.broken } : {}),
    problem: details.session?.problem,
    firstInvalid: details.session?.firstInvalid,
  };
}

=======
>>>>>>> streams
describe('a signed stream', () => {
  it('is trusted where every segment that was played is intact, and never said to be complete', async () => {
    const { details, outcome } = await checkPlayed(signed, lists);
    expect(outcome).toBe('found');
    expect(details).toMatchObject({
      state: 'trusted',
      issuer: 'Whence Demo Newsroom (demo CA)',
      declares: ['trainedAlgorithmicMedia'],
      contentCheck: 'done',
      session: {
        segmentsSeen: 17,
        segmentsChecked: 17,
        firstInvalid: null,
        suppliedByPage: false,
        framesMatched: null,
        problem: null,
      },
    });
  });

  it('is read as unrecognised without lists', async () => {
    expect((await checkPlayed(signed, [], PICTURE)).details.state).toBe('unrecognised');
  });

  it('stays trusted where the viewer jumped about', async () => {
    const jumped = [7, 8, 2, 3, 5].map((number): Played => ({ track: 0, number }));
    expect((await checkPlayed(signed, lists, jumped)).details.state).toBe('trusted');
  });

  it('stays trusted where the quality changes in the middle', async () => {
    const switched: Played[] = PICTURE.map(({ number }) => ({ track: number < 4 ? 0 : 1, number }));
    const { details } = await checkPlayed(signed, lists, switched);
    expect(details).toMatchObject({ state: 'trusted', session: { segmentsChecked: 8, problem: null } });
  });

  it('declares what any of its tracks declares', async () => {
    const camera = { leaf: ca.camera, claim: { digitalSourceType: 'digitalCapture' } };
    const captured = await signedFiles(camera, [1]);
    const mixed = withFiles(
      signed,
      [...captured].filter(([name]) => /^(?:init|segment)-1/.test(name)),
    );
    const switched: Played[] = PICTURE.map(({ number }) => ({ track: number < 4 ? 0 : 1, number }));
    const { details } = await checkPlayed(mixed, lists, switched);
    expect(details.declared.active.toSorted()).toEqual(['digitalCapture', 'trainedAlgorithmicMedia']);
  });

  it('is checked segment by segment as it is played, each once', async () => {
    const twice = [...PICTURE.slice(0, 3), ...PICTURE.slice(0, 5)];
    expect((await checkPlayed(signed, lists, twice)).details.session).toMatchObject({
      segmentsChecked: 5,
      problem: null,
    });
  });
});

<<<<<<< HEAD
describe('a stream that was changed', () => {
  const content = { outcome: 'found', state: 'invalid', broken: 'content-changed' };
  const unverifiable = { outcome: 'found', state: 'invalid', broken: 'cannot-verify' };
  const malformed = { outcome: 'found', state: 'malformed' };

  const one = (number: number) => segmentName(0, number);
  const cases: [string, Files, readonly Played[], unknown][] = [
    [
      'one byte of one segment: the first invalid segment decides',
      changed(one(4), flipMedia),
      PICTURE,
      { ...content, problem: 'changed', firstInvalid: 4 },
    ],
    [
      'the very first segment',
      changed(one(1), flipMedia),
      PICTURE,
      { ...content, problem: 'changed', firstInvalid: 1 },
    ],
    [
      'the sound alone',
      changed(segmentName(2, 5), flipMedia),
      WHOLE,
      { ...content, problem: 'changed', firstInvalid: 5 },
    ],
    [
      'the proof of one segment is gone: not "no credentials"',
      changed(one(3), stripped),
      PICTURE,
      { ...content, problem: 'stripped', firstInvalid: 3 },
    ],
    [
      'the proof of one segment is noise',
      changed(one(3), (file) => flipped(file, c2paBox(file).content + 11)),
      PICTURE,
      { ...content, problem: 'changed', firstInvalid: 3 },
    ],
    [
      'proof of another segment',
      changed(one(3), () => flipMedia(fileOf(signed, one(5)))),
      PICTURE,
      { ...content, problem: 'changed', firstInvalid: 3 },
    ],
    [
      'the initialization segment: every segment fails with it',
      changed(initName(0), (file) => flipped(file, file.length - 3)),
      PICTURE,
      { ...content, problem: 'changed', firstInvalid: 1 },
    ],
    [
      'the manifest: credentials that cannot be parsed',
      changed(initName(0), (file) => {
        const { start, end } = c2paBox(file);
        return file.map((byte, at) => (at > start + 60 && at < end ? (at * 167 + 13) & 0xff : byte));
      }),
      PICTURE,
      { ...malformed, problem: 'unreadable', firstInvalid: 1 },
    ],
    [
      'credentials of the initialization segment are gone, proofs remain',
      changed(initName(0), () => fileOf(unsignedFiles(), initName(0))),
      PICTURE,
      { ...malformed, problem: 'no-manifest', firstInvalid: 1 },
    ],
    [
      'the sound carries no credentials, the picture does',
      changed(initName(2), () => fileOf(unsignedFiles(), initName(2))),
      [...PICTURE, { track: 2, number: 1 }],
      { ...malformed, problem: 'no-manifest', firstInvalid: 1 },
    ],
    [
      'segments in a wrong order',
      signed,
      [1, 2, 4, 3, 5].map((number, at): Played => ({ track: 0, number, at })),
      { ...unverifiable, problem: 'out-of-order', firstInvalid: 3 },
    ],
    [
      'one segment twice',
      signed,
      [1, 2, 2, 3].map((number, at): Played => ({ track: 0, number, at })),
      { ...unverifiable, problem: 'repeated', firstInvalid: 3 },
    ],
    [
      'segments left out between others',
      signed,
      [1, 2, 6, 7].map((number, at): Played => ({ track: 0, number, at })),
      { ...unverifiable, problem: 'left-out', firstInvalid: 3 },
    ],
    [
      'the last segment first',
      signed,
      [8, 1, 2].map((number, at): Played => ({ track: 0, number, at })),
      { ...unverifiable, problem: 'out-of-order', firstInvalid: 2 },
    ],
    [
      'one segment cut short',
      changed(one(2), (file) => file.subarray(0, file.length - 300)),
      PICTURE,
      {
        outcome: 'could-not-check',
        reason: 'truncated',
        state: 'trusted',
        problem: 'cut-short',
        firstInvalid: 2,
      },
    ],
    [
      'one segment cut short, a later one changed: the changed one decides',
      withFiles(changed(one(5), flipMedia), [[one(2), fileOf(signed, one(2)).subarray(0, 4000)]]),
      PICTURE,
      { ...content, problem: 'changed', firstInvalid: 5 },
    ],
    [
      'a page in place of one segment',
      changed(one(2), () => new TextEncoder().encode('<!doctype html><title>Not found</title>')),
      PICTURE,
      {
        outcome: 'could-not-check',
        reason: 'unsupported-format',
        state: 'trusted',
        problem: 'not-a-segment',
        firstInvalid: 2,
      },
    ],
  ];
  for (const [what, files, played, expected] of cases)
    it(what, async () => expect(said(await checkPlayed(files, lists, played))).toEqual(expected));
});

describe('a stream whose parts do not belong together', () => {
  it('has the initialization segment of another track, by which nothing fits', async () => {
    const files = changed(initName(0), () => fileOf(signed, initName(2)));
=======
describe('a stream whose parts do not belong together', () => {
  it('has the initialization segment of another track, by which nothing fits', async () => {
    const files = withFiles(signed, [[initName(0), fileOf(signed, initName(2))]]);
>>>>>>> streams
    expect(said(await checkPlayed(files, lists, PICTURE))).toMatchObject({
      state: 'invalid',
      firstInvalid: 1,
    });
  });

  it('is told from a changed one where the proof names another tree', async () => {
    const other = await signedFiles({ leaf: ca.newsroom, claim, localId: 7 }, [0]);
    const files = withFiles(signed, [[segmentName(0, 2), fileOf(other, segmentName(0, 2))]]);
    expect(said(await checkPlayed(files, lists, PICTURE))).toEqual({
      outcome: 'found',
      state: 'invalid',
      broken: 'cannot-verify',
      problem: 'other-track',
      firstInvalid: 2,
    });
  });

  it('finds the quality that a segment belongs to where the requests do not tell', async () => {
    const files = withFiles(signed, [[segmentName(0, 5), fileOf(signed, segmentName(1, 5))]]);
    const { details } = await checkPlayed(files, lists, [...PICTURE, { track: 1, number: 1 }]);
    expect(details).toMatchObject({ state: 'trusted', session: { segmentsChecked: 9, problem: null } });
  });

  it('mixes signed and unsigned tracks: neither trusted nor "no credentials"', async () => {
    const files = await signedFiles({ leaf: ca.newsroom, claim }, [0]);
    expect(said(await checkPlayed(files, lists, WHOLE))).toMatchObject({
      outcome: 'found',
      state: 'invalid',
      broken: 'cannot-verify',
      problem: 'unsigned-track',
      firstInvalid: 1,
    });
  });
});

describe('other streams', () => {
  it('have no credentials at all', async () => {
    expect(said(await checkPlayed(unsignedFiles(), lists))).toEqual({
      outcome: 'not-found',
      state: 'none',
      problem: null,
      firstInvalid: null,
    });
  });

  it('say nothing where no segment could be read', async () => {
    expect(said(await checkPlayed(signed, lists, []))).toMatchObject({
      outcome: 'could-not-check',
      problem: 'nothing-read',
    });
  });

  it('come from an issuer that is on no list', async () => {
    const files = await signedFiles({ leaf: ca.stranger, claim });
    expect(said(await checkPlayed(files, lists, PICTURE))).toMatchObject({
      state: 'unrecognised',
      problem: null,
    });
  });

  it('carry a signature of another key', async () => {
    const leaf = { ...ca.newsroom, privateKey: ca.editor.privateKey };
    expect(said(await checkPlayed(await signedFiles({ leaf, claim }, [0]), lists, PICTURE))).toMatchObject({
      state: 'invalid',
      broken: 'cannot-verify',
      firstInvalid: null,
    });
  });
});
