import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CheckError } from '../../../lib/evidence/check-error';
import { probeCredentials } from '../../../lib/evidence/credentials/probe';
import { boxesIn, walkTopLevel } from '../../../lib/media/boxes';
import type { ByteSource } from '../../../lib/media/byte-source';
import { chunksTileMediaData } from '../../../lib/media/chunk-offsets';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';

const LIMITS = { reads: 48, boxes: 5000 };
const live = () => new AbortController().signal;
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function box(type: string, body: Uint8Array | number = 0, size?: number): Uint8Array {
  const content = typeof body === 'number' ? new Uint8Array(body) : body;
  const out = new Uint8Array(8 + content.length);
  new DataView(out.buffer).setUint32(0, size ?? out.length);
  out.set(latin1(type), 4);
  out.set(content, 8);
  return out;
}

function long(type: string, size: bigint): Uint8Array {
  const out = box(type, 8, 1);
  new DataView(out.buffer).setBigUint64(8, size);
  return out;
}

const join8 = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const walk = async (...parts: Uint8Array[]) => {
  const { boxes, end } = await walkTopLevel(createMemoryByteSource(join8(...parts)), LIMITS, live());
  return [...boxes.map(({ type }) => type), end].join(' ');
};

const MEDIA = join(import.meta.dirname, '../../fixtures/media');
const clips = readdirSync(MEDIA)
  .filter((file) => /\.(mp4|mov|m4a)$/.test(file))
  .map((file): [string, Uint8Array] => [file, new Uint8Array(readFileSync(join(MEDIA, file)))]);

describe('the walk over the top level', () => {
  it('sees every box and reads none', async () => {
    const source = createMemoryByteSource(join8(box('ftyp', 24), box('mdat', 3_000_000), box('moov', 900)));
    const { boxes } = await walkTopLevel(source, LIMITS, live());
    expect(boxes.map(({ type, offset }) => [type, offset])).toEqual([
      ['ftyp', 0],
      ['mdat', 32],
      ['moov', 3_000_040],
    ]);
    expect(source.spent).toBeLessThan(1000);
  });

  it.each<[string, Uint8Array[], string]>([
    ['ends with the file', [box('ftyp', 8), box('mdat', 50)], 'ftyp mdat complete'],
    ['takes 0 for "to the end"', [box('ftyp', 8), box('mdat', 50, 0)], 'ftyp mdat complete'],
    [
      'takes 64-bit sizes',
      [box('ftyp', 8), join8(long('mdat', 66n), new Uint8Array(50)), box('free')],
      'ftyp mdat free complete',
    ],
    ['sees a cut', [box('ftyp', 8), box('mdat', 50, 900)], 'ftyp mdat truncated'],
    [
      'sees a box of 2^63 bytes',
      [box('ftyp', 8), long('mdat', 1n << 63n), new Uint8Array(50)],
      'ftyp mdat truncated',
    ],
    [
      'sees bytes behind the last box',
      [box('ftyp', 8), box('mdat', 50), latin1('abc')],
      'ftyp mdat trailing',
    ],
    ['sees a size smaller than its header', [box('ftyp', 8), box('mdat', 50, 4)], 'ftyp trailing'],
  ])('%s', async (_, parts, wanted) => {
    expect(await walk(...parts)).toBe(wanted);
  });

  it('stops where there are too many boxes', async () => {
    const { boxes, end } = await walkTopLevel(
      createMemoryByteSource(join8(...Array.from({ length: 6000 }, () => box('free')))),
      { reads: 1e6, boxes: 5000 },
      live(),
    );
    expect([boxes.length, end]).toEqual([5000, 'stopped']);
  });

  it.each(clips)('walks %s', async (_, bytes) => {
    const { boxes, end } = await walkTopLevel(createMemoryByteSource(bytes), LIMITS, live());
    expect(end).toBe('complete');
    expect(boxes[0]?.type).toBe('ftyp');
    expect(boxes).toEqual([...boxesIn(bytes)]);
  });
});

describe('hostile bytes', () => {
  /** A clip with some bytes changed, cut somewhere, or put behind another. */
  const mutated = fc
    .tuple(
      fc.constantFrom(...clips.map(([, bytes]) => bytes)),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 20 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([clip, changes, cut]) => {
      const bytes = clip.slice();
      // Most changes go where headers are.
      for (const [at, value] of changes) bytes[Math.floor(at ** 4 * bytes.length)] = value;
      return cut > 0.7 ? bytes.subarray(0, Math.floor((cut - 0.7) * bytes.length)) : bytes;
    });
  const anything = fc.oneof(mutated, fc.uint8Array({ maxLength: 4000 }), boxSoup());

  /** Boxes with sizes that lie. */
  function boxSoup() {
    const type = fc.constantFrom('ftyp', 'moov', 'mdat', 'free', 'uuid', 'moof', 'trak', '\0\0\0\0');
    const one = fc
      .tuple(type, fc.nat(60), fc.option(fc.oneof(fc.nat(100), fc.constant(0xffffffff)), { nil: undefined }))
      .map(([name, body, size]) => box(name, body, size));
    return fc.array(one, { maxLength: 200 }).map((parts) => join8(box('ftyp', 8), ...parts));
  }

  it('the probe ends, throws nothing but named errors, and reads at most 64 KiB', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        const source = createMemoryByteSource(bytes);
        const result = await probeCredentials(source, live()).catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(CheckError);
        expect(source.spent).toBeLessThanOrEqual(64 * 1024);
      }),
      { numRuns: 500 },
    );
  });

  it('the chunk check ends and answers', () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        expect(chunksTileMediaData(bytes)).toBeTypeOf('boolean');
      }),
      { numRuns: 500 },
    );
  });
});

describe('chunks and media data', () => {
  it.each(clips)('tile it in %s', (_, bytes) => {
    expect(chunksTileMediaData(bytes)).toBe(true);
  });

  it.each([
    ['testcard.mp4', 'stco', 12],
    ['fragmented.mp4', 'trun', 12],
  ])('do not in %s where one offset in %s points elsewhere', (name, type, skip) => {
    const [, clip] = clips.find(([file]) => file === name) ?? [];
    const bytes = clip?.slice() ?? new Uint8Array();
    const table = Buffer.from(bytes.buffer).indexOf(type) + skip;
    const view = new DataView(bytes.buffer);
    view.setUint32(table, view.getUint32(table) + 1);
    expect(chunksTileMediaData(bytes)).toBe(false);
  });
});

describe('an unsigned file', () => {
  it.each(clips)('costs at most 64 KiB: %s', async (_, bytes) => {
    const source: ByteSource = createMemoryByteSource(bytes);
    expect((await probeCredentials(source, live())).kind).toBe('none');
    expect(source.spent).toBeLessThanOrEqual(64 * 1024);
  });
});
