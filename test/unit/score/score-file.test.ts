import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../qa/score/arguments';
import { openScoreFile, parseScores, type Score } from '../../qa/score/score-file';

const folder = mkdtempSync(join(tmpdir(), 'whence-scores-'));
const path = join(folder, 'out.jsonl');
beforeEach(() => rmSync(path, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const score = (file: string, model = 'm1'): Score => ({
  ...{
    file,
    pAI: 0.5,
    pSora: 0.1,
    band: 'moderate',
    abstained: false,
    reason: null,
    frames: 8,
    ms: 9,
    model,
  },
});
const lines = (...scores: Score[]): string => scores.map((one) => `${JSON.stringify(one)}\n`).join('');

describe('a score file', () => {
  it('is made, goes on where it was, and skips what it has', () => {
    const first = openScoreFile(path, 'm1');
    expect(first.done.size).toBe(0);
    first.append(score('ä.mp4'));
    first.close();
    const second = openScoreFile(path, 'm1');
    expect([...second.done]).toEqual(['ä.mp4']);
    second.append(score('b.mp4'));
    second.close();
    expect(readFileSync(path, 'utf8')).toBe(lines(score('ä.mp4'), score('b.mp4')));
  });

  it.each([
    ['half a line', lines(score('a.mp4')) + lines(score('b.mp4')).slice(0, 40), ['a.mp4']],
    ['half a character', `${lines(score('a.mp4'))}{"file":"\ufffd`, ['a.mp4']],
    ['nothing but half a line', '{"fi', []],
    [
      'a whole last line without its end',
      lines(score('a.mp4'), score('b.mp4')).slice(0, -1),
      ['a.mp4', 'b.mp4'],
    ],
    ['empty lines', `\n${lines(score('a.mp4'))}\n`, ['a.mp4']],
  ])('mends %s', (_, text, done) => {
    writeFileSync(path, text);
    const file = openScoreFile(path, 'm1');
    expect([...file.done]).toEqual(done);
    file.append(score('new.mp4'));
    file.close();
    const files = parseScores(readFileSync(path, 'utf8'), path).map(({ file: name }) => name);
    expect(files).toEqual([...done, 'new.mp4']);
    expect(readFileSync(path, 'utf8').endsWith('}\n')).toBe(true);
  });

  it.each([
    ['of another model', lines(score('a.mp4', 'm2')), /another model/],
    ['of something else', '{"name":"x"}\n{"name":"y"}\n', /line 1, is not a score/],
    ['with a score above 1', lines({ ...score('a.mp4'), pAI: 1.1 }), /line 1/],
    ['with an unknown band', lines({ ...score('a.mp4'), band: 'certain' as never }), /line 1/],
  ])('does not write into a file %s', (_, text, words) => {
    writeFileSync(path, text);
    expect(() => openScoreFile(path, 'm1')).toThrow(UsageError);
    expect(() => openScoreFile(path, 'm1')).toThrow(words);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('says where it cannot be written', () => {
    expect(() => openScoreFile(join(folder, 'no', 'such', 'x.jsonl'), 'm1')).toThrow(/cannot write .*ENOENT/);
    expect(() => openScoreFile(folder, 'm1')).toThrow(/cannot write .*EISDIR/);
  });
});
