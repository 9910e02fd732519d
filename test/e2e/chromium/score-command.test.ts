import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest.ts';
import { extensionDir, ROOT } from '../../qa/build.ts';
import { parseScores, type Score } from '../../qa/score/score-file.ts';
import { verifyPages } from '../../qa/verify/verify-pages.ts';

const odd = (name: string): string => join(ROOT, 'test/fixtures/odd-clips', name);
const drawn = (name: string): string => join(ROOT, 'test/fixtures/media', name);
const GOOD = drawn('testcard.mp4');
const SETUP = [join(ROOT, '.ci/setup.mjs'), 'test/qa/score/main.ts'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whence-score-'));
  const testcard = readFileSync(GOOD);
  writeFileSync(join(folder, 'cut-early.mp4'), testcard.subarray(0, 500));
  writeFileSync(join(folder, 'cut-late.mp4'), testcard.subarray(0, 15_000));
  writeFileSync(join(folder, 'page.mp4'), '<!doctype html><title>Sign in</title>');
  writeFileSync(join(folder, 'empty.mp4'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const score = (...args: string[]) =>
  spawnSync(process.execPath, [...SETUP, ...args], { cwd: ROOT, encoding: 'utf8' });
const read = (path: string): Score[] => parseScores(readFileSync(path, 'utf8'), path);

/** Drawn pictures may be unlike all that the model was tested on. */
const DRAWN = [null, 'out-of-distribution'];

/** Reason of each clip, and whether it has scores all the same. */
const EXPECTED: [what: string, path: () => string, reasons: (string | null)[], scored: boolean][] = [
  ['one frame', () => odd('one-frame.mp4'), ['too-few-frames'], true],
  ['one colour', () => odd('one-colour.mp4'), ['still-picture'], true],
  ['3,000 frames', () => odd('long.mp4'), DRAWN, true],
  ['odd sizes', () => odd('odd-size.webm'), DRAWN, true],
  ['62 by 46 pixels', () => odd('tiny.mp4'), ['too-small'], true],
  ['no key frame first', () => odd('no-key-first.mp4'), ['too-few-frames'], true],
  ['cut in its index', () => join(folder, 'cut-early.mp4'), ['truncated'], false],
  ['cut in its pictures', () => join(folder, 'cut-late.mp4'), ['too-few-frames'], true],
  ['a page named .mp4', () => join(folder, 'page.mp4'), ['unsupported-format'], false],
  ['no bytes', () => join(folder, 'empty.mp4'), ['empty-file'], false],
  ['no such file', () => join(folder, 'missing.mp4'), ['missing'], false],
  ['a folder', () => folder, ['not-media'], false],
  ['a codec that Chromium lacks', () => drawn('hevc.mp4'), ['unsupported-format'], false],
  ['sound alone', () => drawn('tone.m4a'), ['no-frames'], false],
  ['a clip as it should be', () => GOOD, [null], true],
];

describe('score', () => {
  it('gives every clip of a list its line, with a reason where it abstains, and goes on where it was', async () => {
    const list = join(folder, 'list.txt');
    const json = join(folder, 'out.jsonl');
    writeFileSync(list, EXPECTED.map(([, path]) => path()).join('\n'));
    const { status, stderr } = score('--json', json, list);
    expect(status, stderr).toBe(0);
    const scores = read(json);
    for (const [what, path, reasons, scored] of EXPECTED) {
      const line = scores.find(({ file }) => file === path());
      expect(reasons, what).toContain(line?.reason);
      expect(typeof line?.pAI, what).toBe(scored ? 'number' : 'object');
      expect(line?.abstained, what).toBe(line?.reason !== null);
    }
    const whole = readFileSync(json, 'utf8');
    writeFileSync(json, whole.slice(0, -30));
    const again = score('--json', json, list);
    expect(again.status).toBe(0);
    expect(again.stderr).toContain(`${EXPECTED.length - 1} clips have their line already`);
    expect(
      read(json)
        .map(({ file }) => file)
        .sort(),
    ).toEqual(EXPECTED.map(([, path]) => path()).sort());

    // What the extension itself says of the same clip, in a page.
    const [page] = await verifyPages({
      ...{ browser: 'chromium', extensionDir: extensionDir('chromium'), trust: [], timeoutMs: 60_000 },
      ...{ targets: [{ given: GOOD, kind: 'file' }], say: () => undefined },
    });
    const evidence = page?.videos[0]?.evidence.find(({ source }) => source === 'classifier');
    const mine = scores.find(({ file }) => file === GOOD);
    expect(evidence?.details).toMatchObject({ band: mine?.band, framesFrom: 'key-frames' });
    const details = evidence?.details as { pAI: number } | undefined;
    expect(mine?.pAI).toBeCloseTo(details?.pAI ?? Number.NaN, 5);
  });

  it.each<[string, (copy: string) => void]>([
    ['a wrong hash', (copy) => changeModel(copy, (model) => model.fill(7, 1000, 1001))],
    ['a wrong input shape', otherShape],
  ])('names a model with %s, for every clip', (_, damage) => {
    const copy = join(folder, 'damaged');
    rmSync(copy, { recursive: true, force: true });
    cpSync(extensionDir('chromium'), copy, { recursive: true });
    damage(copy);
    const json = join(folder, `${Math.random()}.jsonl`);
    const { status } = score('--json', json, '--workers', '1', '--extension', copy, GOOD, odd('long.mp4'));
    expect(status).toBe(1);
    expect(read(json).map(({ reason, pAI }) => [reason, pAI])).toEqual([
      ['model-damaged', null],
      ['model-damaged', null],
    ]);
  });

  it('leaves a valid file when it is interrupted', async () => {
    const json = join(folder, 'interrupted.jsonl');
    const many = Array.from({ length: 400 }, (_, i) => `${'./'.repeat(i)}test/fixtures/media/testcard.mp4`);
    const list = join(folder, 'many.txt');
    writeFileSync(list, many.join('\n'));
    const child = spawn(process.execPath, [...SETUP, '--json', json, list], { cwd: ROOT, stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (!readSize(json)) await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill('SIGINT');
    const [code] = await ended;
    expect(code).toBe(130);
    const text = readFileSync(json, 'utf8');
    expect(text.endsWith('}\n')).toBe(true);
    expect(read(json).length).toBeLessThan(many.length);
    expect(read(json)[0]).toMatchObject({ reason: null, abstained: false });
  });

  it('says in one line what is wrong with its arguments, and exits with 2', () => {
    const { status, stdout, stderr } = score('--json', join(folder, 'no', 'such'), GOOD);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^score: cannot write .+\n$/);
  });
});

const readSize = (path: string): number => {
  try {
    return readFileSync(path).length;
  } catch {
    return 0;
  }
};

function changeModel(copy: string, change: (model: Buffer) => Buffer): void {
  const path = join(copy, 'models/provenance', packagedManifest.file);
  writeFileSync(path, change(readFileSync(path)));
}

/** A model that its manifest names by the right hash, and that wants pictures of another size. */
function otherShape(copy: string): void {
  const model = readFileSync(join(ROOT, 'test/fixtures/models/other-shape.onnx'));
  const hash = createHash('sha256').update(model).digest('hex');
  changeModel(copy, () => model);
  for (const file of ['frames-worker.js', 'models/provenance/manifest.json']) {
    const path = join(copy, file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(packagedManifest.sha256, hash));
  }
}
