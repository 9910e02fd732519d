import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heavyClip } from '../../fixtures/budgets/heavy-clip.ts';
import { stretched } from '../../fixtures/feed/bodies.ts';

const SOURCE = new URL('../../fixtures/streams/source/', import.meta.url).pathname;
const CLIP = new URL('../../fixtures/media/road.mp4', import.meta.url).pathname;

export interface LongMedia {
  /** As the fixtures lie: files in it, streams in `streams/`. */
  dir: string;
  remove(): void;
}

/**
 * Media that cost more than one wants to spend, beside the fixtures of `fixturesDir`: streams `long` and `short` whose
 * segments of eight seconds are so many bytes each, `heavy.mp4` with key frames of half a megabyte, and `big.mp4`, the signed file
 * of which 26 MB are to be had.
 */
export function makeLongMedia(fixturesDir: string, segments: Record<'long' | 'short', number>): LongMedia {
  const dir = mkdtempSync(join(tmpdir(), 'whence-long-'));
  cpSync(fixturesDir, dir, { recursive: true });
  for (const [name, size] of Object.entries(segments)) writeStream(join(dir, 'streams', name), size);
  writeFileSync(join(dir, 'heavy.mp4'), heavyClip(readFileSync(CLIP), 500_000));
  const big = stretched(
    new Uint8Array(readFileSync(join(fixturesDir, 'trusted-ai-generated.mp4'))),
    26_000_000,
  );
  writeFileSync(join(dir, 'big.mp4'), big.read(0, big.size));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** The drawn stream, each segment filled up by a free box. */
function writeStream(folder: string, size: number): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(SOURCE)) {
    const bytes = readFileSync(join(SOURCE, name));
    writeFileSync(
      join(folder, name),
      name.endsWith('.m4s') ? Buffer.concat([bytes, free(size - bytes.length)]) : bytes,
    );
  }
}

function free(size: number): Buffer {
  const box = Buffer.alloc(size);
  box.writeUInt32BE(size, 0);
  box.write('free', 4, 'latin1');
  return box;
}
