import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDemoCa } from '../fixtures/signing/demo-ca.ts';
import { demoLists } from '../fixtures/signing/demo-lists.ts';
import { signWith } from '../fixtures/signing/sign-mp4.ts';
import type { TrustList } from '../../lib/evidence/credentials/trust-list.ts';
import { ROOT } from '../qa/build.ts';

export interface SignedFile {
  asset: Uint8Array;
  /** The manifest store alone (JUMBF). */
  manifest: Uint8Array;
  lists: TrustList[];
}

/** A clip with `padding` bytes of noise in a box of its own behind it, signed by a demo CA of its own. */
export async function signedFile(padding: number): Promise<SignedFile> {
  const clip = readFileSync(join(ROOT, 'test/fixtures/media/road.mp4'));
  const box = Buffer.alloc(8 + padding);
  box.writeUInt32BE(box.length, 0);
  box.write('blob', 4, 'latin1');
  // Not zeros: some hashes and copies are faster on those.
  for (let at = 8, state = 1; at + 4 <= box.length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    box.writeUInt32LE(state, at);
  }
  const ca = makeDemoCa(new Date());
  const source = new Uint8Array(padding > 0 ? Buffer.concat([clip, box]) : clip);
  const claim = { title: 'bench.mp4', digitalSourceType: 'digitalCapture' };
  return { ...(await signWith(source, { leaf: ca.camera, claim })), lists: demoLists(ca) };
}

/** Writes it to where a server can send it from; returns the path. */
export function keep(asset: Uint8Array, name: string): string {
  const folder = join(ROOT, '.cache', 'bench');
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, asset);
  return path;
}
