import { describe, expect, it } from 'vitest';
import { makeDemoCa } from '../../fixtures/signing/demo-ca';
import { demoLists } from '../../fixtures/signing/demo-lists';
import {
  fileOf,
  initName,
  segmentName,
  signedFiles,
  unsignedFiles,
  withFiles,
} from '../../fixtures/streams/presentation';
import { checkPlayed, type Played, said, WHOLE } from './check-stream-files';

const ca = makeDemoCa();
const lists = demoLists(ca);
const claim = { digitalSourceType: 'trainedAlgorithmicMedia' };
const signed = await signedFiles({ leaf: ca.newsroom, claim });
const PICTURE = WHOLE.filter(({ track }) => track === 0);

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

describe('a stream whose parts do not belong together', () => {
  it('has the initialization segment of another track, by which nothing fits', async () => {
    const files = withFiles(signed, [[initName(0), fileOf(signed, initName(2))]]);
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
