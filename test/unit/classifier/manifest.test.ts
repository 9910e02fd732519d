import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../lib/evidence/classifier/manifest';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import { modelFile } from './golden-pictures';

const text = (name: string): string => new TextDecoder().decode(modelFile(name));
const manifest = JSON.parse(text('manifest.json'));
const figures = JSON.parse(text('training/figures.json'));
const card = text('card.md');

describe('the packaged model', () => {
  it('is the file that the manifest names, and small enough to be carried', () => {
    const model = modelFile(packagedManifest.file);
    expect(createHash('sha256').update(model).digest('hex')).toBe(packagedManifest.sha256);
    expect(model.length).toBe(packagedManifest.bytes);
    expect(model.length).toBeLessThan(25_000_000);
  });

  it('has figures that were measured on the data it was trained on', () => {
    expect(figures.dataHash).toBe(packagedManifest.dataHash);
    expect(figures.sha256).toBe(packagedManifest.sha256);
  });

  it('claims an operating point only together with its thresholds', () => {
    if (packagedManifest.operatingPointMeasured) expect(packagedManifest.thresholds).not.toBeNull();
    const { strong, veryStrong } = packagedManifest.thresholds ?? { strong: 0.7, veryStrong: 0.9 };
    expect([0.5, strong, veryStrong, 1]).toEqual([0.5, strong, veryStrong, 1].toSorted((a, b) => a - b));
  });

  it('has a card that names this version and states the figures as measured', () => {
    expect(card).toContain(packagedManifest.version);
    expect(card).toContain(packagedManifest.sha256);
    const { auc, auc95, tprAtFpr1, tprAtFpr5 } = figures.conditions[figures.headline].aiAgainstCamera;
    for (const figure of [auc, ...auc95, tprAtFpr1.value, tprAtFpr5.value])
      expect(card).toContain(figure.toFixed(2));
  });

  it.each([
    ['no hash', { ...manifest, sha256: undefined }],
    ['a path as its file', { ...manifest, file: '../../other.onnx' }],
    ['other classes', { ...manifest, classes: ['none', 'other', 'sora'] }],
    ['another layout', { ...manifest, input: { ...manifest.input, layout: 'NHWC' } }],
    ['a temperature of 0', { ...manifest, temperature: 0 }],
  ])('is refused with %s', (_, changed) => {
    expect(() => parseManifest(changed)).toThrow(/Invalid/);
  });
});
