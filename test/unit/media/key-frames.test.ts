import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { CheckError } from '../../../lib/evidence/check-error';
import type { ByteSource } from '../../../lib/media/byte-source';
import { decodeKeyFrames } from '../../../lib/media/key-frames';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';
import { type FakeCodecs, fakeCodecs } from './fake-codecs';

const REQUEST = { count: 8, side: 224 };
const never = new AbortController().signal;
const file = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/media/${name}`, import.meta.url)));
const source = (name: string) => createMemoryByteSource(file(name));

function withCodecs(...options: Parameters<typeof fakeCodecs>): FakeCodecs {
  const codecs = fakeCodecs(...options);
  codecs.install(globalThis);
  return codecs;
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'VideoDecoder');
  Reflect.deleteProperty(globalThis, 'EncodedVideoChunk');
});

describe('key frames of a file', () => {
  it.each(['rain.mp4', 'fragmented.mp4', 'moov-last.mp4', 'film.mov', 'vp9.webm'])(
    'takes eight of %s',
    async (name) => {
      const codecs = withCodecs();
      const { frames, bytes } = await decodeKeyFrames(source(name), REQUEST, never);
      const times = frames.map(({ time }) => time);
      expect(frames).toHaveLength(8);
      expect(new Set(times).size).toBe(8);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(frames[0]).toMatchObject({ width: 224, height: 224, fullWidth: 640, fullHeight: 360 });
      expect(bytes).toBeGreaterThan(0);
      expect(codecs.alive).toBe(0);
      expect(codecs.mostAlive).toBeLessThanOrEqual(8);
    },
  );

  it.each([
    [1920, 1080],
    [320, 180],
    [363, 641],
  ])('brings the middle of a picture of %d by %d to the square asked for', async (width, height) => {
    withCodecs({ width, height });
    const { frames } = await decodeKeyFrames(source('rain.mp4'), REQUEST, never);
    expect(frames[0]).toMatchObject({ width: 224, height: 224, fullWidth: width, fullHeight: height });
    expect(frames[0]?.data).toHaveLength(224 * 224 * 4);
  });

  it('skips a picture that cannot be decoded and goes on with the next', async () => {
    const codecs = withCodecs({ broken: (time) => time > 0.9 && time < 1.1 });
    const { frames } = await decodeKeyFrames(source('rain.mp4'), REQUEST, never);
    expect(frames).toHaveLength(7);
    expect(codecs.alive).toBe(0);
  });

  it('ends the series where the budget ends, with what it has', async () => {
    withCodecs();
    const { frames, bytes } = await decodeKeyFrames(source('loom.mp4'), REQUEST, never, 90_000);
    expect(frames.length).toBeGreaterThan(0);
    expect(frames.length).toBeLessThan(8);
    expect(bytes).toBeLessThanOrEqual(90_000);
  });

  it.each([
    ['unsupported-format', 'hevc.mp4', { supported: (codec: string) => !codec.startsWith('hev1') }],
    ['no-frames', 'tone.m4a', {}],
    ['no-frames', 'rain.mp4', { broken: () => true }],
  ])('says %s of %s', async (reason, name, options) => {
    withCodecs(options);
    await expect(decodeKeyFrames(source(name), REQUEST, never)).rejects.toMatchObject({
      name: 'CheckError',
      reason,
    });
  });

  it.each([
    ['empty-file', new Uint8Array()],
    ['unsupported-format', new TextEncoder().encode('<!doctype html><title>no video</title>'.repeat(99))],
    ['unsupported-format', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255)],
  ])('says %s of other bytes', async (reason, bytes) => {
    withCodecs();
    const decoded = decodeKeyFrames(createMemoryByteSource(bytes), REQUEST, never);
    await expect(decoded).rejects.toMatchObject({ name: 'CheckError', reason });
  });

  it('says too-large where not even the index fits the budget', async () => {
    withCodecs();
    const decoded = decodeKeyFrames(source('moov-last.mp4'), REQUEST, never, 1000);
    await expect(decoded).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('takes the frames of a truncated file that are there', async () => {
    withCodecs();
    const half = createMemoryByteSource(file('rain.mp4').subarray(0, 60_000));
    const { frames } = await decodeKeyFrames(half, REQUEST, never);
    expect(frames.length).toBeGreaterThan(0);
    expect(frames.length).toBeLessThan(8);
  });

  it.each([
    ['in its index', 'rain.mp4', 500],
    ['before its index', 'moov-last.mp4', 40_000],
  ])('says that a file was cut %s', async (_, name, length) => {
    withCodecs();
    const cut = createMemoryByteSource(file(name).subarray(0, length));
    await expect(decodeKeyFrames(cut, REQUEST, never)).rejects.toMatchObject({ reason: 'truncated' });
  });

  it('passes on why the bytes could not be read', async () => {
    withCodecs();
    const refused: ByteSource = {
      ...createMemoryByteSource(file('rain.mp4')),
      read: () => Promise.reject(new CheckError('blocked', '403')),
    };
    await expect(decodeKeyFrames(refused, REQUEST, never)).rejects.toMatchObject({ reason: 'blocked' });
  });

  it('stops when cancelled, and leaves no picture open', async () => {
    const codecs = withCodecs();
    const controller = new AbortController();
    const whole = source('rain.mp4');
    let reads = 0;
    const counted: ByteSource = {
      ...whole,
      read(start, end, signal) {
        if (++reads === 3) controller.abort();
        return whole.read(start, end, signal);
      },
    };
    await expect(decodeKeyFrames(counted, REQUEST, controller.signal)).rejects.toMatchObject({
      reason: 'cancelled',
    });
    expect(codecs.alive).toBe(0);
  });
});
