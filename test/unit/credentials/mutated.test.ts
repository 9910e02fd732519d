import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CheckError } from '../../../lib/evidence/check-error';
import { boxesIn } from '../../../lib/media/boxes';
import { makeFixtures } from '../../fixtures/signing/make';
import { checkBytes } from './check-bytes';

const set = await makeFixtures();
const signed = new Uint8Array(readFileSync(set.path('trusted-captured')));
const boxes = [...boxesIn(signed)];
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

function flipped(at: number): Uint8Array {
  const bytes = signed.slice();
  bytes[at] = (bytes[at] as number) ^ 0xff;
  return bytes;
}

describe('a signed file that was changed', () => {
  it.each(['moov', 'mdat'])('anywhere in %s never passes', async (type) => {
    const box = boxes.find((candidate) => candidate.type === type);
    if (!box) throw new Error(type);
    await fc.assert(
      fc.asyncProperty(place, async (where) => {
        const at = box.offset + box.headerSize + Math.floor(where * (box.size - box.headerSize));
        const { evidence } = await checkBytes(flipped(at), set.lists);
        // A size that is wrong leaves nothing to compare.
        expect(['invalid', 'malformed']).toContain(evidence.details?.state);
      }),
      { numRuns: 25 },
    );
  });

  it('anywhere in its credentials is read without a crash, and is never said to be captured', async () => {
    const store = boxes.find(({ type }) => type === 'uuid');
    if (!store) throw new Error('no store');
    await fc.assert(
      fc.asyncProperty(place, async (where) => {
        const at = store.offset + Math.floor(where * store.size);
        const checked = await checkBytes(flipped(at), set.lists).catch((error: unknown) => error);
        if (checked instanceof Error) {
          expect(checked).toBeInstanceOf(CheckError);
          return;
        }
        const { details } = (checked as Awaited<ReturnType<typeof checkBytes>>).evidence;
        // The padding behind the signature is nobody's: what is trusted still says what was signed.
        if (details?.state === 'trusted') expect(details.declares).toEqual(['digitalCapture']);
      }),
      { numRuns: 120 },
    );
  });

  it('by cutting it off never passes', async () => {
    await fc.assert(
      fc.asyncProperty(place, async (where) => {
        const checked = await checkBytes(signed.slice(0, Math.floor(where * signed.length)), set.lists).catch(
          (error: unknown) => error,
        );
        if (checked instanceof Error) expect(checked).toBeInstanceOf(CheckError);
        else
          expect((checked as Awaited<ReturnType<typeof checkBytes>>).evidence.details?.state).not.toBe(
            'trusted',
          );
      }),
      { numRuns: 40 },
    );
  });
});
