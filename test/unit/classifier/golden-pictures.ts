import { readFileSync } from 'node:fs';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import type { Frame } from '../../../lib/media/frame';
import { middleSquare, squareView } from '../../../lib/media/square-view';

/** A whole picture given by a formula and what the training side said of it; made by models/provenance/training/golden.py. */
export interface GoldenCase {
  name: string;
  /** Width and height. */
  full: [number, number];
  pattern: [number, number, number, number];
  shift: number;
  inputSha256: string;
  logits: [number, number, number];
}

const FOLDER = new URL('../../../models/provenance/', import.meta.url);

export const modelFile = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(name, FOLDER)));

export const goldenCases = (): GoldenCase[] => JSON.parse(new TextDecoder().decode(modelFile('golden.json')));

/**
 * How far P(AI) may be from the training side's: activations are rounded to eight bits at run time, so that the last bit
 * of a float here and there is another after six blocks (models/provenance/card.md). The input is compared to the byte.
 */
export const MOST_DIFFERENCE = 0.02;

/** P(AI) of logits. */
export function chanceOfAI(logits: readonly number[]): number {
  const powers = logits.map(Math.exp);
  return 1 - (powers[0] ?? NaN) / powers.reduce((sum, power) => sum + power, 0);
}

/** What the product hands the network of the picture; the same formula as `picture` in golden.py. */
export function goldenFrame({ full, pattern, shift }: GoldenCase, time = 0): Frame {
  const [width, height] = full;
  const [a, b, d, e] = pattern;
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const base = ((a * x * x + b * y * y + d * x * y) >> shift) + e * (x ^ y);
      for (let c = 0; c < 3; c++) data[(y * width + x) * 4 + c] = base + 40 * c;
      data[(y * width + x) * 4 + 3] = 255;
    }
  const { side } = packagedManifest.input;
  const view = squareView(data, width, middleSquare(width, height), side);
  return { time, width: side, height: side, fullWidth: width, fullHeight: height, data: view };
}
