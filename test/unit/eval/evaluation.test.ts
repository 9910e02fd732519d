import { describe, expect, it } from 'vitest';
import { evaluate, predicted } from '../../qa/eval/evaluation';
import { aucLost } from '../../qa/eval/separation';
import { madeUp } from './made-up';

const e = evaluate(madeUp(0.3, 4));

describe('an evaluation', () => {
  it('counts every clip once in the confusion, abstained ones in their own column', () => {
    const sums = e.confusion.map((row) => row.reduce((a, b) => a + b, 0));
    expect(sums).toEqual([e.clips.none, e.clips.sora, e.clips.other]);
    expect(e.confusion.map((row) => row[3])).toEqual([2, 1, 1]);
    expect(e.abstained).toBe(4);
  });

  it('says nothing below one half, and Sora where that is most of it', () => {
    const [row] = madeUp(0.3);
    if (!row) throw new Error('no row');
    expect(predicted({ ...row, pAI: 0.49, pSora: 0.49 })).toBe('none');
    expect(predicted({ ...row, pAI: 0.6, pSora: 0.31 })).toBe('sora');
    expect(predicted({ ...row, pAI: 0.6, pSora: 0.3 })).toBe('other');
  });

  it('compares AI with camera clips alone, and with everything else', () => {
    expect(e.aiAgainstCamera).toMatchObject({ positives: 60, negatives: 40 });
    expect(e.aiAgainstRest).toMatchObject({ positives: 60, negatives: 60 });
    expect(e.soraAgainstCamera).toMatchObject({ positives: 30, negatives: 40 });
    const { value, low, high } = e.aiAgainstCamera.auc;
    expect(value).toBeGreaterThan(0.7);
    expect([low <= value, value <= high]).toEqual([true, true]);
  });

  it('does not count a clip it abstained on as an alarm', () => {
    const all = evaluate(madeUp(0.3, 120));
    expect(all.bands.map(({ ai }) => ai.hits)).toEqual([0, 0, 0, 0]);
    expect(e.bands.map(({ camera }) => camera.of)).toEqual([40, 40, 40, 40]);
  });

  it('is never surer of an alarm at a lower share of AI', () => {
    for (const band of ['strong', 'very-strong']) {
      const values = e.precision.filter((one) => one.band === band);
      expect(values).toHaveLength(3);
      for (const { value, worst } of values)
        if (!Number.isNaN(value)) expect(worst).toBeLessThanOrEqual(value);
      expect(values.map(({ worst }) => worst)).toEqual(
        values.map(({ worst }) => worst).sort((a, b) => a - b),
      );
    }
  });

  it('measures what a change costs on the clips that both have', () => {
    expect(aucLost(madeUp(0.3), madeUp(0.3))).toEqual({ value: 0, low: 0, high: 0 });
    const { value, low } = aucLost(madeUp(0.4), madeUp(0.1).slice(0, 100));
    expect(value).toBeGreaterThan(0.1);
    expect(low).toBeGreaterThan(0);
  });
});
