import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../qa/eval/arguments';
import { readIndex, readOutOfFold, readScored, seenIn } from '../../qa/eval/rows';
import { sample } from '../../qa/eval/launder/launder';

const folder = mkdtempSync(join(tmpdir(), 'whence-eval-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, lines: object[], end = '\n'): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n') + end);
  return path;
};
const real = (file: string, source: string, group: string | null = null, kind = 'camera') => ({
  ...{ file: `real/${file}`, label: 'real', kind, source, group },
});
const made = (file: string, source: string, family = 'other') => ({
  ...{ file: `ai/${file}`, label: 'ai', kind: 'ai', generator: 'maker', family, source },
});
const score = (file: string, pAI: number | null) => ({
  ...{
    file,
    pAI,
    pSora: pAI === null ? null : 0.1,
    band: null,
    abstained: true,
    reason: 'too-small',
    model: 'm',
  },
});

describe('an index', () => {
  const path = write('index.jsonl', [
    real('1.mp4', 'a'),
    real('2.mp4', 'b', 'g'),
    real('3.mp4', 'c', 'g'),
    real('4.mp4', 'c'),
    made('5.mp4', 'd', 'sora'),
    made('6.mp4', 'a'),
  ]);
  const clips = readIndex(path);

  it('keeps clips of one source together, and sources that share a near-duplicate', () => {
    const [one, two, three, four, , six] = clips.map(({ group }) => group);
    expect(new Set([two, three, four]).size).toBe(1);
    expect(one).toBe(six);
    expect(new Set(clips.map(({ group }) => group)).size).toBe(3);
    expect(clips.map((clip) => clip.class)).toEqual(['none', 'none', 'none', 'none', 'sora', 'other']);
  });

  it('finds the scores of its clips from wherever they were scored, copies in another container too', () => {
    const scores = write('s.jsonl', [
      score('../x/real/1.mp4', 0.2),
      score('/d/ai/5.webm', 0.9),
      score('real/2.mp4', null),
    ]);
    const { rows } = readScored(clips, scores);
    expect(rows.map(({ file, pAI }) => [file, pAI])).toEqual([
      ['real/1.mp4', 0.2],
      ['ai/5.mp4', 0.9],
    ]);
    const others = write('t.jsonl', [score('else/9.mp4', 0.2)]);
    expect(() => readScored(clips, others)).toThrow(/no score of any clip/);
  });

  it('is refused with the line that is wrong', () => {
    expect(() => readIndex(write('bad.jsonl', [real('1.mp4', 'a'), { file: 'x' }]))).toThrow(
      /bad.jsonl, line 2/,
    );
    expect(() => readIndex(write('cut.jsonl', [real('1.mp4', 'a')], '\n{"fi'))).toThrow(UsageError);
  });

  it('gives each source its turn in a sample, half AI and half camera', () => {
    const files = sample(clips, 4).map(({ file }) => file);
    expect(files).toEqual(['ai/6.mp4', 'ai/5.mp4', 'real/1.mp4', 'real/2.mp4']);
  });

  it('knows which of its clips were trained on', () => {
    const line = { ...made('5.mp4', 'd', 'sora'), group: 3, conditions: { x: { pAI: 0.6, pSora: 0.4 } } };
    const known = readOutOfFold(write('oof.jsonl', [line]), null);
    expect(seenIn(known, clips)).toBe(1);
    expect(known.conditions.get('x')).toMatchObject([{ class: 'sora', group: '3', band: 'moderate' }]);
    expect(known.int8.size).toBe(0);
  });
});
