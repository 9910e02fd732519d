import { BANDS, type Band } from '../../../lib/evidence/classifier/details.ts';
import {
  type Bin,
  calibrationError,
  coverageCurve,
  type CoveragePoint,
  errorAt,
  precisionAt,
  reliability,
} from '../statistics/calibration.ts';
import { lowerBound, upperBound } from '../statistics/clopper-pearson.ts';
import { auc } from '../statistics/roc.ts';
import type { Class, Row } from './rows.ts';
import {
  aiAgainstCamera,
  aiAgainstRest,
  type Figure,
  figure,
  type Separation,
  separation,
  soraAgainstCamera,
} from './separation.ts';

export const CLASSES: readonly Class[] = ['none', 'sora', 'other'];

/** Clips from a band on, of how many, with the exact one-sided 95 % bound of the share. */
export interface Share {
  hits: number;
  of: number;
  share: number;
  upper: number;
}

export interface BandShares {
  band: Band;
  camera: Share;
  ai: Share;
  sora: Share;
}

export interface Part {
  name: string;
  clips: number;
  /** Against camera clips; NaN for parts that are not AI. */
  auc: Figure;
  meanScore: number;
  /** Share from the band `strong` on. */
  strong: number;
}

export interface Precision {
  band: Band;
  prevalence: number;
  value: number;
  /** With the lower bound of the true and the upper bound of the false-positive rate, one-sided 95 % each. */
  worst: number;
}

/** All figures of one set of scores. */
export interface Evaluation {
  clips: Record<Class, number>;
  camera: number;
  groups: number;
  abstained: number;
  aiAgainstCamera: Separation;
  aiAgainstRest: Separation;
  soraAgainstCamera: Separation;
  soraByAI: Separation;
  /** Share of the AI clips of other families that are called Sora. */
  othersCalledSora: Figure;
  bands: BandShares[];
  generators: Part[];
  kinds: Part[];
  sources: Part[];
  /** Rows: none, sora, other; columns: the same, and abstained. */
  confusion: number[][];
  calibrationError: Figure;
  reliability: Bin[];
  coverage: CoveragePoint[];
  errorAt60: Figure;
  precision: Precision[];
}

/** What would be said of a clip: nothing below one half, Sora where that is most of it. */
export function predicted({ pAI, pSora }: Row): Class {
  if (pAI < 0.5) return 'none';
  return pSora > pAI / 2 ? 'sora' : 'other';
}

const isFrom = (row: Row, band: Band): boolean =>
  row.band !== null && BANDS.indexOf(row.band) >= BANDS.indexOf(band);

function share(rows: readonly Row[], band: Band): Share {
  const hits = rows.filter((row) => isFrom(row, band)).length;
  return { hits, of: rows.length, share: hits / rows.length, upper: upperBound(hits, rows.length) };
}

function parts(rows: readonly Row[], of: (row: Row) => string | null, against: readonly Row[]): Part[] {
  const named = rows.filter((row) => of(row) !== null);
  return [...Map.groupBy(named, (row) => of(row) ?? '')]
    .map(([name, mine]) => {
      const positive = (row: Row) => mine.includes(row);
      const compared = [...mine, ...against].map((row) => ({
        ...{ group: row.group, score: row.pAI, positive: positive(row) },
      }));
      return {
        name,
        clips: mine.length,
        auc: figure(against.length > 0 ? compared : [], auc, mine.length >= 5 ? 400 : 0),
        meanScore: mine.reduce((sum, { pAI }) => sum + pAI, 0) / mine.length,
        strong: share(mine, 'strong').share,
      };
    })
    .sort((a, b) => b.clips - a.clips || (a.name < b.name ? -1 : 1));
}

function precisions(bands: readonly BandShares[]): Precision[] {
  return bands
    .filter(({ band }) => band === 'strong' || band === 'very-strong')
    .flatMap(({ band, camera, ai }) =>
      [0.001, 0.01, 0.05].map((prevalence) => ({
        ...{ band, prevalence, value: precisionAt(prevalence, ai.share, camera.share) },
        worst: precisionAt(prevalence, lowerBound(ai.hits, ai.of), camera.upper),
      })),
    );
}

export function evaluate(rows: readonly Row[]): Evaluation {
  const camera = rows.filter(({ kind }) => kind === 'camera');
  const ai = rows.filter((row) => row.class !== 'none');
  const sora = rows.filter((row) => row.class === 'sora');
  const others = rows.filter((row) => row.class === 'other');
  const count = (name: Class) => rows.filter((row) => row.class === name).length;
  const bands = BANDS.map((band) => ({
    ...{ band, camera: share(camera, band), ai: share(ai, band), sora: share(sora, band) },
  }));
  const against = aiAgainstCamera(rows);
  return {
    clips: { none: count('none'), sora: count('sora'), other: count('other') },
    camera: camera.length,
    groups: new Set(rows.map(({ group }) => group)).size,
    abstained: rows.filter(({ abstained }) => abstained).length,
    aiAgainstCamera: separation(against),
    aiAgainstRest: separation(aiAgainstRest(rows)),
    soraAgainstCamera: separation(soraAgainstCamera(rows)),
    soraByAI: separation(soraAgainstCamera(rows, 'pAI')),
    othersCalledSora: figure(
      others,
      (sample) => sample.filter((row) => predicted(row) === 'sora').length / sample.length,
    ),
    bands,
    generators: parts(ai, ({ generator }) => generator, camera),
    kinds: parts(
      rows.filter((row) => row.class === 'none'),
      ({ kind }) => kind,
      [],
    ),
    sources: parts(rows, ({ source }) => source, []),
    confusion: CLASSES.map((actual) => {
      const mine = rows.filter((row) => row.class === actual);
      const decided = mine.filter(({ abstained }) => !abstained);
      return [
        ...CLASSES.map((said) => decided.filter((row) => predicted(row) === said).length),
        mine.length - decided.length,
      ];
    }),
    calibrationError: figure(against, (sample) => calibrationError(sample), 400),
    reliability: reliability(against),
    coverage: coverageCurve(against),
    errorAt60: figure(against, (sample) => errorAt(sample, 0.6), 400),
    precision: precisions(bands),
  };
}
