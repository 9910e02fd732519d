import { readFileSync } from 'node:fs';
import { parseManifest } from '../../../lib/evidence/classifier/manifest';
import type { Frame } from '../../../lib/media/frame';
import { middleSquare, squareView } from '../../../lib/media/square-view';

/** A whole picture given by a formula and what was said of it; made by models/provenance/training/golden.py. */
export interface GoldenCase {
  name: string;
  /** Width and height. */
  full: [number, number];
  pattern: [number, number, number, number];
  shift: number;
  inputSha256: string;
  logits: [number, number, number];
  packagedLogits: [number, number, number];
}

const FOLDER = new URL('../../../models/provenance/', import.meta.url);

export const modelFile = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(name, FOLDER)));

const json = <T>(name: string): T => JSON.parse(new TextDecoder().decode(modelFile(name)));

/** Of the packaged model; read, since plain Node does not import JSON as the bundler does. */
export const manifest = parseManifest(json('manifest.json'));

type TrainedCase = Omit<GoldenCase, 'packagedLogits'>;

/** The cases with the logits of the training side's runtime. */
export const trainedCases = (): TrainedCase[] => json<TrainedCase[]>('golden.json');

/** Logits of the training side's runtime, and beside them those that the packaged one gave when the model was exported. */
export function goldenCases(): GoldenCase[] {
  const packaged = json<{ name: string; logits: GoldenCase['logits'] }[]>('golden-wasm.json');
  return trainedCases().map((golden) => {
    const found = packaged.find(({ name }) => name === golden.name);
    if (!found) throw new Error(`golden-wasm.json lacks ${golden.name}`);
    return { ...golden, packagedLogits: found.logits };
  });
}

/**
 * How far P(AI) may be from the training side's: activations are rounded to eight bits at run time, so that the last bit
 * of a float here and there is another after six blocks (models/provenance/card.md: up to 0.074 on real clips).
 * The input is compared to the byte, and the packaged runtime with its own outputs within 1e-3.
 */
export const MOST_DIFFERENCE = 0.1;

/** P(AI) of logits. */
function chanceOfAI(logits: readonly number[]): number {
  const powers = logits.map(Math.exp);
  return 1 - (powers[0] ?? NaN) / powers.reduce((sum, power) => sum + power, 0);
}

/** How far logits are from those of the same weights in the packaged runtime, and P(AI) from the training side's. */
export function differences(
  logits: readonly number[] | null | undefined,
  { logits: trained, packagedLogits }: GoldenCase,
): { logits: number; chance: number } {
  const found = logits ?? [];
  return {
    logits: Math.max(...packagedLogits.map((expected, i) => Math.abs((found[i] ?? NaN) - expected))),
    chance: Math.abs(chanceOfAI(found) - chanceOfAI(trained)),
  };
}

/** What the product hands the network of the picture; the same formula as `picture` in golden.py. */
export function goldenFrame({ full, pattern, shift }: TrainedCase, time = 0): Frame {
  const [width, height] = full;
  const [a, b, d, e] = pattern;
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const base = ((a * x * x + b * y * y + d * x * y) >> shift) + e * (x ^ y);
      for (let c = 0; c < 3; c++) data[(y * width + x) * 4 + c] = base + 40 * c;
      data[(y * width + x) * 4 + 3] = 255;
    }
  const { side } = manifest.input;
  const view = squareView(data, width, middleSquare(width, height), side);
  return { time, width: side, height: side, fullWidth: width, fullHeight: height, data: view };
}
