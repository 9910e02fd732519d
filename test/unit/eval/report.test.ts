import { describe, expect, it } from 'vitest';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import { UsageError, parseArguments } from '../../qa/eval/arguments';
import type { Inputs } from '../../qa/eval/inputs';
import { plots } from '../../qa/eval/plots/all';
import { evaluationOf, recordText, toRecord } from '../../qa/eval/record';
import { report } from '../../qa/eval/report/report';
import type { Score } from '../../qa/score/score-file';
import { madeUp } from './made-up';

const rows = madeUp(0.3);
const scores: Score[] = rows.map(({ file, pAI, pSora, band, abstained }) => ({
  ...{ file, pAI, pSora, band, abstained, reason: null, frames: 8, ms: 100, model: packagedManifest.sha256 },
}));
const inputs: Inputs = {
  manifest: packagedManifest,
  training: {},
  headline: 'CRF 28',
  outOfFold: {
    sha256: 'f',
    files: new Set(),
    conditions: new Map([
      ['CRF 28', rows],
      ['two generations', madeUp(0.2)],
      ['mark masked', madeUp(0.29)],
    ]),
    int8: new Map([['CRF 28', madeUp(0.28)]]),
  },
  shipped: {
    ...{ rows, scores, clips: rows.length, seen: rows.length, decoded: madeUp(0.31) },
    conditions: new Map([['VP9', madeUp(0.25).slice(0, 60)]]),
  },
};
const out = evaluationOf(rows);
const shipped = evaluationOf(inputs.shipped?.rows);

describe('the report', () => {
  const text = report(inputs, out, shipped, '2026-11-25');

  it('tells clips that were trained on from unseen sources, and puts the unseen first', () => {
    const unseen = text.indexOf('## Unseen sources (out of fold)');
    const seen = text.indexOf('## Shipped weights, clips seen in training');
    expect(unseen).toBeGreaterThan(0);
    expect(seen).toBeGreaterThan(unseen);
    expect(text.slice(seen)).toContain('It says nothing about clips it has not seen');
    const other = { ...inputs, shipped: inputs.shipped && { ...inputs.shipped, seen: 0 } };
    expect(report(other, out, shipped, '2026-11-25')).toContain('## Shipped weights, clips of the index');
  });

  it('says so where a figure is below the floor, and has no table row of other width', () => {
    expect(text).toContain('**below the floor**');
    const tables = text.split('\n\n').filter((block) => block.startsWith('|'));
    expect(tables.length).toBeGreaterThan(12);
    for (const table of tables)
      expect(
        new Set(table.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length)).size,
        table,
      ).toBe(1);
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('admits that nothing is known where there are no out-of-fold scores', () => {
    const alone = report({ ...inputs, outOfFold: null }, null, shipped, '2026-11-25');
    expect(alone).toContain('nothing is known here about unseen sources');
  });

  it('records what the gate reads, with the hashes that it belongs to', () => {
    const record = JSON.parse(recordText(toRecord(inputs, out, shipped, '2026-11-25')));
    expect(record.model.sha256).toBe(packagedManifest.sha256);
    expect(record.outOfFold).toMatchObject({ scores: 'f', condition: 'CRF 28', camera: 40 });
    expect(record.outOfFold.strong.camera).toBe(40);
    expect(record.shipped.trainedOn).toBe(120);
  });
});

describe('plots', () => {
  const drawn = plots(inputs, out, shipped);

  it('are there, for light and dark ground, named for those who do not see them', () => {
    expect([...drawn.keys()].sort()).toEqual(['calibration', 'conditions', 'coverage', 'generators', 'roc']);
    for (const text of drawn.values()) {
      expect(text).toMatch(/^<svg xmlns/);
      expect(text).toContain('prefers-color-scheme: dark');
      expect(text).toMatch(/<title id="t">[^<]+<\/title>\n<desc id="d">[^<]+/);
      expect(text).not.toMatch(/NaN|undefined|Infinity|<script/);
    }
  });

  it('stay inside their frame', () => {
    for (const text of drawn.values()) {
      const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(text) ?? [];
      for (const [, x, y] of text.matchAll(/<circle cx="([\d.-]+)" cy="([\d.-]+)"/g)) {
        expect(Number(x)).toBeLessThanOrEqual(Number(width));
        expect(Number(y)).toBeLessThanOrEqual(Number(height));
        expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe('arguments of eval', () => {
  it.each<[string, string[], RegExp]>([
    ['a file that is given bare', ['scores.jsonl'], /^what is scores.jsonl/],
    ['scores without an index', ['--scores', 'x'], /without an --index/],
    ['an index without scores', ['--index', 'x'], /needs --scores/],
    ['a missing file', ['--index', '/no/index', '--scores', '/no/scores'], /no such file/],
    ['a condition without a name', ['--condition', 'x.jsonl'], /NAME=SCORES/],
    ['an unknown option', ['--speed'], /--speed.*usage/],
  ])('says what is wrong with %s', (_, args, words) => {
    expect(() => parseArguments(args)).toThrow(UsageError);
    expect(() => parseArguments(args)).toThrow(words);
  });
});
