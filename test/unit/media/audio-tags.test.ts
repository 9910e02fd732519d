import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { walkId3, walkRiff } from '../../../lib/media/audio-tags';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';
import { makeFixtures } from '../../fixtures/signing/make';

const { signal } = new AbortController();
const set = await makeFixtures();
const file = (name: string) => new Uint8Array(readFileSync(set.path(name)));
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

async function id3(bytes: Uint8Array) {
  const source = createMemoryByteSource(bytes);
  return { walk: await walkId3(source, bytes.subarray(0, 512), signal), spent: source.spent };
}

async function riff(bytes: Uint8Array) {
  const source = createMemoryByteSource(bytes);
  return { walk: await walkRiff(source, signal), spent: source.spent };
}

describe('the tag in front of an MP3', () => {
  it.each([
    ['signed-mp3', 'some'],
    ['signed-mp3-tagged', 'some'],
    ['signed-flac', 'some'],
    ['unsigned-mp3', 'none'],
    ['unsigned-flac', 'none'],
  ])('of %s: %s', async (name, walk) => {
    const found = await id3(file(name));
    expect(found.walk).toBe(walk);
    expect(found.spent).toBeLessThan(400);
  });

  const tag = (version: number, flags: number, length: number, content: Uint8Array) =>
    Uint8Array.from([...ascii('ID3'), version, 0, flags, 0, 0, length >> 7, length & 127, ...content]);

  it.each([
    ['unsynchronised', tag(4, 0x80, 40, new Uint8Array(40)), 'unclear'],
    ['of version 2.2', tag(2, 0, 40, new Uint8Array(40)), 'unclear'],
    ['longer than the file', tag(4, 0, 200, new Uint8Array(40)), 'truncated'],
    ['of padding', tag(4, 0, 40, new Uint8Array(40)), 'none'],
    ['of noise', tag(4, 0, 40, new Uint8Array(40).fill(7)), 'unclear'],
    ['with a frame that leads out of it', tag(3, 0, 12, ascii('TIT2\0\0\x40\0\0\0ab')), 'unclear'],
    ['with XMP', tag(3, 0, 20, ascii('PRIV\0\0\0\x0a\0\0XMP\0<x/>..')), 'some'],
    ['with another object', tag(3, 0, 20, ascii('GEOB\0\0\0\x0a\0\0\x03text/csv\0')), 'none'],
  ])('%s', async (_, bytes, walk) => {
    expect((await id3(bytes)).walk).toBe(walk);
  });

  it('ends although it holds nothing but empty frames', async () => {
    const frames = ascii('TXXX\0\0\0\0\0\0'.repeat(1000));
    expect((await id3(tag(3, 0, frames.length, frames))).walk).toBe('unclear');
  });
});

describe('the chunks of a WAVE file', () => {
  it.each([
    ['signed-wav', 'some'],
    ['unsigned-wav', 'none'],
  ])('of %s: %s', async (name, walk) => {
    const found = await riff(file(name));
    expect(found.walk).toBe(walk);
    expect(found.spent).toBeLessThan(100);
  });

  const wave = (chunks: string) => ascii(`RIFF\0\0\0\0WAVE${chunks}`);

  it.each([
    ['cut off', wave('data\x40\0\0\0abcd'), 'truncated'],
    ['without the last padding', wave('data\x03\0\0\0abc'), 'none'],
    ['of unknown length', wave('data\xff\xff\xff\xffabcd'), 'unclear'],
    ['of noise', wave('\x01\x02\x03\x04\0\0\0\0'), 'unclear'],
    ['with an address elsewhere', wave('_PMX\x02\0\0\0ab'), 'some'],
    ['without any', wave(''), 'none'],
  ])('%s', async (_, bytes, walk) => {
    expect((await riff(bytes)).walk).toBe(walk);
  });
});
