import { describe, expect, it } from 'vitest';
import { c2paBox, topBox } from '../../fixtures/signing/bmff';
import { makeDemoCa } from '../../fixtures/signing/demo-ca';
import { demoLists } from '../../fixtures/signing/demo-lists';
import { flipped } from '../../fixtures/signing/fixture';
import {
  type Files,
  fileOf,
  initName,
  segmentName,
  signedFiles,
  unsignedFiles,
  withFiles,
} from '../../fixtures/streams/presentation';
import { stripped } from '../../fixtures/streams/sign-stream';
import { checkPlayed, type Played, said, WHOLE } from './check-stream-files';

const ca = makeDemoCa();
const lists = demoLists(ca);
const claim = { digitalSourceType: 'trainedAlgorithmicMedia' };
const signed = await signedFiles({ leaf: ca.newsroom, claim });
const PICTURE = WHOLE.filter(({ track }) => track === 0);

/** A stream in which one file was changed. */
const changed = (name: string, change: (file: Uint8Array) => Uint8Array): Files =>
  withFiles(signed, [[name, change(fileOf(signed, name))]]);
const flipMedia = (segment: Uint8Array) => flipped(segment, topBox(segment, 'mdat').end - 5);

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
    it(`by ${what}`, async () => expect(said(await checkPlayed(files, lists, played))).toEqual(expected));
});
