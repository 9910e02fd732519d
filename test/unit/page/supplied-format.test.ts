import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SuppliedMedia } from '../../../lib/media/streams/supplied';
import { MOST_ANSWER, MOST_BUFFERS, packSupplied, unpackSupplied } from '../../../lib/page/supplied-format';

const media: SuppliedMedia = {
  ended: true,
  buffers: [
    { track: '0', type: 'video/mp4', offset: 0, fresh: false, bytes: Uint8Array.of(1, 2, 3) },
    { track: '1', type: 'audio/mp4', offset: -1.5, fresh: true, bytes: new Uint8Array() },
    { track: '0', type: 'video/mp4', offset: 0, fresh: false, bytes: Uint8Array.of(4) },
  ],
};

/** An answer as a page could forge it. */
function forged(header: unknown, bytes = 0): ArrayBuffer {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const answer = new Uint8Array(4 + text.length + bytes);
  new DataView(answer.buffer).setUint32(0, text.length);
  answer.set(text, 4);
  return answer.buffer;
}
const entry = { track: '0', type: 'video/mp4', offset: 0, fresh: false, length: 1 };

describe('what a page hands over', () => {
  it('comes out as it went in', async () => {
    expect(unpackSupplied(await packSupplied(media).arrayBuffer())).toEqual(media);
  });

  it.each<[string, ArrayBuffer]>([
    ['nothing', new ArrayBuffer(0)],
    ['a header longer than all', Uint8Array.of(0, 0, 1, 0, 123, 125).buffer],
    ['no JSON', forged('{')],
    ['null', forged('null')],
    ['no buffers', forged({ ended: true })],
    ['buffers that are no list', forged({ buffers: { length: 1 } })],
    ['more buffers than may be', forged({ buffers: Array(MOST_BUFFERS + 1).fill({ ...entry, length: 0 }) })],
    ['a buffer longer than what is left', forged({ buffers: [{ ...entry, length: 2 }] }, 1)],
    ['a negative length', forged({ buffers: [{ ...entry, length: -1 }] }, 1)],
    ['a length that is none', forged({ buffers: [{ ...entry, length: '1' }] }, 1)],
    ['a time that is none', forged({ buffers: [{ ...entry, offset: null }] }, 1)],
    ['a name without end', forged({ buffers: [{ ...entry, track: 'x'.repeat(201) }] }, 1)],
    ['a buffer that is null', forged({ buffers: [null] }, 1)],
    ['more than may be', new ArrayBuffer(MOST_ANSWER + 1)],
  ])('is refused: %s', (_, answer) => {
    expect(unpackSupplied(answer)).toBeNull();
  });

  it('may be anything, without a throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.nat(20), (header, bytes) => {
        const found = unpackSupplied(forged(header, bytes));
        expect(found === null || Array.isArray(found.buffers)).toBe(true);
      }),
    );
  });
});
