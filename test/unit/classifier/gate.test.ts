import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addPackagedAssets } from '../../../.ci/package/assets';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import { gateProblems, type Packaged, readPackaged, requireGate } from '../../../.ci/package/model-gate';

const ROOT = new URL('../../..', import.meta.url).pathname;
const packaged = await readPackaged(ROOT);

const HASH = 'a'.repeat(64);
const OUT = {
  scores: 'b'.repeat(64),
  aiAgainstCamera: { auc: { value: 0.9, low: 0.85 } },
  calibrationError: { value: 0.03 },
  strong: { camera: 482, fprUpper: 0.0099 },
};
const thresholds = { strong: 0.8, veryStrong: 0.95 };
/** A model that may label. */
const good: Packaged = {
  gate: packaged.gate,
  manifest: { sha256: HASH, dataHash: 'd', temperature: 1, thresholds, operatingPointMeasured: true },
  modelHash: HASH,
  figures: { model: { sha256: HASH }, dataHash: 'd', temperature: 1, thresholds, outOfFold: OUT },
  outOfFoldHash: OUT.scores,
};
const withOut = (change: object): Packaged => ({
  ...good,
  figures: { ...good.figures, outOfFold: { ...OUT, ...change } },
});
const forInvestigators = (one: Packaged): Packaged => ({
  ...one,
  manifest: { ...one.manifest, operatingPointMeasured: false },
});

describe('the release gate', () => {
  it('lets the model of this checkout through', async () => {
    expect(gateProblems(packaged)).toEqual([]);
    await expect(requireGate(ROOT)).resolves.toBeUndefined();
  });

  it('asks what the product allows', () => {
    expect(packaged.gate.label.falsePositivesUpperBoundAtMost).toBeLessThanOrEqual(0.01);
    expect(packaged.gate.label.cameraClipsAtLeast).toBeGreaterThanOrEqual(300);
    expect(packaged.gate.investigator.aucLowerEndAtLeast).toBeGreaterThan(0.5);
    expect(gateProblems(good)).toEqual([]);
  });

  it.each<[string, Packaged, RegExp]>([
    ['without figures', { ...good, figures: null }, /no out-of-fold figures/],
    [
      'without out-of-fold figures',
      { ...good, figures: { ...good.figures, outOfFold: null } },
      /no out-of-fold/,
    ],
    [
      'newer than its figures',
      { ...good, figures: { ...good.figures, model: { sha256: 'c' } } },
      /other weights/,
    ],
    ['that its manifest does not name', { ...good, modelHash: 'c' }, /not the file/],
    [
      'of other data than its figures',
      { ...good, figures: { ...good.figures, dataHash: 'e' } },
      /other training data/,
    ],
    [
      'with thresholds moved since',
      { ...good, figures: { ...good.figures, thresholds: null } },
      /thresholds/,
    ],
    ['with another temperature', { ...good, figures: { ...good.figures, temperature: 2 } }, /temperature/],
    ['with newer out-of-fold scores', { ...good, outOfFoldHash: 'c' }, /other out-of-fold scores/],
    ['below the AUC', withOut({ aiAgainstCamera: { auc: { value: 0.64, low: 0.62 } } }), /AUC 0.64/],
    ['with a wide interval', withOut({ aiAgainstCamera: { auc: { value: 0.7, low: 0.59 } } }), /lower end/],
    ['badly calibrated', withOut({ calibrationError: { value: 0.09 } }), /calibration error 0.09/],
    [
      'with an AUC that is no number',
      withOut({ aiAgainstCamera: { auc: { value: Number.NaN } } }),
      /AUC NaN/,
    ],
    ['with figures that lack it all', withOut({ aiAgainstCamera: undefined }), /AUC undefined/],
  ])('stops a model %s, for labels and for investigators', (_, one, words) => {
    expect(gateProblems(one).join('; ')).toMatch(words);
    expect(gateProblems(forInvestigators(one)).join('; ')).toMatch(words);
  });

  it.each<[string, Packaged, RegExp]>([
    [
      'a false-positive rate that may be too high',
      withOut({ strong: { camera: 482, fprUpper: 0.0101 } }),
      /may be 0.0101/,
    ],
    ['too few camera clips', withOut({ strong: { camera: 299, fprUpper: 0.009 } }), /299 camera clips/],
    ['no operating point measured', withOut({ strong: undefined }), /undefined camera clips/],
    [
      'calibration good enough for investigators only',
      withOut({ calibrationError: { value: 0.07 } }),
      /which a label needs/,
    ],
  ])('keeps from the label, but not from investigators: %s', (_, one, words) => {
    expect(gateProblems(one).join('; ')).toMatch(words);
    expect(gateProblems(forInvestigators(one))).toEqual([]);
  });

  it('stands in the way of packaging', async () => {
    const root = mkdtempSync(join(tmpdir(), 'whence-gate-'));
    for (const file of ['manifest.json', 'gate.json', packagedManifest.file])
      cpSync(join(ROOT, 'models/provenance', file), join(root, 'models/provenance', file));
    const files: Parameters<typeof addPackagedAssets>[1] = [];
    const adding = addPackagedAssets({ config: { root } } as never, files);
    await expect(adding).rejects.toThrow(/may not be packaged.*no out-of-fold figures/);
    expect(files).toEqual([]);
    rmSync(root, { recursive: true });
  });
});
