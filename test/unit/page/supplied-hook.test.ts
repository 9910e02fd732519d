import { beforeEach, describe, expect, it } from 'vitest';
import { askSupplied } from '../../../lib/page/supplied-ask';
import { ANSWER, ASK } from '../../../lib/page/supplied-format';
import { hookAppends } from '../../../lib/page/supplied-hook';

/** As much of a page as the hook touches, its classes those of this page alone. */
function pageWorld() {
  class SourceBuffer {
    timestampOffset = 0;
    appended: unknown[] = [];
    appendBuffer(data: unknown) {
      if (data === null) throw new TypeError('parameter 1 is not of type ArrayBuffer');
      this.appended.push(data);
    }
    abort() {
      return 'aborted';
    }
  }
  class MediaSource {
    readyState = 'open';
    addSourceBuffer(_type: string) {
      return new SourceBuffer();
    }
  }
  let count = 0;
  const URL = { createObjectURL: (_of: unknown) => `blob:https://page.example/${++count}` };
  const document = new EventTarget();
  hookAppends({ document, MediaSource, SourceBuffer, URL } as unknown as typeof globalThis);
  return { SourceBuffer, MediaSource, URL, document: document as unknown as Document };
}

let world: ReturnType<typeof pageWorld>;
beforeEach(() => {
  world = pageWorld();
});

describe('a page whose appends are followed', () => {
  it('hands over copies of what it appended to the source behind an address, and to no other', async () => {
    const [one, two] = [new world.MediaSource(), new world.MediaSource()];
    const [first, second] = [world.URL.createObjectURL(one), world.URL.createObjectURL(two)];
    const buffer = one.addSourceBuffer('video/mp4');
    const data = Uint8Array.of(0, 1, 2, 3, 4);
    buffer.appendBuffer(data.subarray(1, 4));
    buffer.timestampOffset = 9;
    buffer.abort();
    buffer.appendBuffer(data.buffer);
    two.addSourceBuffer('audio/mp4').appendBuffer(Uint8Array.of(7));
    data.fill(99);
    one.readyState = 'ended';
    expect(await askSupplied(world.document, first)).toEqual({
      ended: true,
      buffers: [
        { track: '0', type: 'video/mp4', offset: 0, fresh: false, bytes: Uint8Array.of(1, 2, 3) },
        { track: '0', type: 'video/mp4', offset: 9, fresh: true, bytes: Uint8Array.of(0, 1, 2, 3, 4) },
      ],
    });
    expect(await askSupplied(world.document, second)).toMatchObject({
      ended: false,
      buffers: [{ track: '0', type: 'audio/mp4', bytes: Uint8Array.of(7) }],
    });
    expect(await askSupplied(world.document, 'blob:https://page.example/9')).toBeNull();
  });

  it('notices nothing: this, results and exceptions are its own', () => {
    const source = new world.MediaSource();
    const buffer = source.addSourceBuffer('video/mp4');
    expect(buffer).toBeInstanceOf(world.SourceBuffer);
    expect(() => buffer.appendBuffer(null)).toThrow('parameter 1 is not of type ArrayBuffer');
    buffer.appendBuffer('no bytes');
    expect(buffer.appended).toEqual(['no bytes']);
    expect(buffer.abort()).toBe('aborted');
    expect(world.SourceBuffer.prototype.appendBuffer.name).toBe('appendBuffer');
    expect(world.SourceBuffer.prototype.appendBuffer).toHaveLength(1);
    expect(String(world.SourceBuffer.prototype.abort)).toMatch(/return .aborted./);
  });

  it('keeps no more than the sources that were fed last', async () => {
    const addresses = Array.from({ length: 5 }, () => {
      const source = new world.MediaSource();
      source.addSourceBuffer('video/mp4').appendBuffer(Uint8Array.of(1));
      return { source, address: world.URL.createObjectURL(source) };
    });
    const kept = await Promise.all(
      addresses.map(async ({ address }) => (await askSupplied(world.document, address))?.buffers.length),
    );
    expect(kept).toEqual([0, 0, 1, 1, 1]);
  });
});

describe('an answer', () => {
  it('is taken only while it was asked for, and only in its format', async () => {
    const { document } = world;
    const say = (detail: unknown) => document.dispatchEvent(new CustomEvent(ANSWER, { detail }));
    say(new Blob(['unasked']));
    expect(await askSupplied(document, 'blob:x')).toBeNull();
    for (const detail of [null, 'text', {}, new ArrayBuffer(8), new Blob(['junk'])]) {
      const over = new AbortController();
      document.addEventListener(ASK, () => say(detail), { signal: over.signal });
      expect(await askSupplied(document, 'blob:x')).toBeNull();
      over.abort();
    }
  });
});
