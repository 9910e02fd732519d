import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseArguments, UsageError } from '../../qa/score/arguments';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whence-score-'));
  mkdirSync(join(folder, 'clips'));
  writeFileSync(join(folder, 'clips', 'a.mp4'), 'a');
  writeFileSync(join(folder, 'list.txt'), '# two clips\nclips/a.mp4\r\n\n  /no/such.mp4  \nclips/a.mp4\n');
  writeFileSync(join(folder, 'empty.txt'), '\n# nothing\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('arguments of score', () => {
  it('reads lists, from beside the list where the paths are from there, and each clip once', () => {
    const list = join(folder, 'list.txt');
    const { clips, json, workers } = parseArguments(['--json', 'out.jsonl', list, '/no/other.mp4']);
    expect(clips).toEqual([
      { given: 'clips/a.mp4', path: join(folder, 'clips', 'a.mp4') },
      { given: '/no/such.mp4', path: '/no/such.mp4' },
      { given: '/no/other.mp4', path: '/no/other.mp4' },
    ]);
    expect({ json, workers }).toEqual({ json: 'out.jsonl', workers: 2 });
  });

  it.each<[string, string[], RegExp]>([
    ['no output', ['a.mp4'], /^no --json/],
    ['no clip', ['--json', 'o'], /^no file and no list/],
    ['an unknown option', ['--json', 'o', '--speed', '9', 'a.mp4'], /--speed.*usage/],
    ['workers that are no number', ['--json', 'o', '--workers', 'many', 'a.mp4'], /--workers is a whole/],
    ['an unknown decoder', ['--json', 'o', '--decoder', 'eye', 'a.mp4'], /--decoder is browser or ffmpeg/],
    ['a timeout of 0', ['--json', 'o', '--timeout', '0', 'a.mp4'], /--timeout is a whole/],
    ['a missing list', ['--json', 'o', '/no/such/list.txt'], /^no such list/],
    ['a folder without a build', ['--json', 'o', '--extension', '/', 'a.mp4'], /^no built extension/],
  ])('says in one line what is wrong with %s', (_, args, words) => {
    expect(() => parseArguments(args)).toThrow(UsageError);
    expect(() => parseArguments(args)).toThrow(words);
  });

  it('refuses a list that names no clip', () => {
    expect(() => parseArguments(['--json', 'o', join(folder, 'empty.txt')])).toThrow(/name no clip/);
  });
});
