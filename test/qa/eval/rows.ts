import { readFileSync } from 'node:fs';
import { bandOf } from '../../../lib/evidence/classifier/aggregate.ts';
import type { Band } from '../../../lib/evidence/classifier/details.ts';
import type { ModelManifest } from '../../../lib/evidence/classifier/manifest.ts';
import { parseScores, type Score } from '../score/score-file.ts';
import { UsageError } from './arguments.ts';

export type Class = 'none' | 'sora' | 'other';

/** What a clip is. */
export interface Clip {
  file: string;
  class: Class;
  /** camera, animation, game, ...; `ai` for the others. */
  kind: string;
  generator: string | null;
  source: string;
  /** Clips of one group are no independent witnesses: one source, or near-duplicates across sources. */
  group: string;
}

/** A clip and what was said of it. */
export interface Row extends Clip {
  pAI: number;
  pSora: number;
  band: Band | null;
  abstained: boolean;
  reason: string | null;
}

interface IndexLine {
  file: string;
  label: 'ai' | 'real';
  kind: string;
  generator?: string | null;
  family?: string | null;
  source: string;
  group?: string | number | null;
}

interface OutOfFoldLine extends IndexLine {
  conditions: Record<string, { pAI: number; pSora: number }>;
  int8?: Record<string, { pAI: number; pSora: number }>;
}

/** @throws UsageError that names the file and the line */
export function readLines<T>(path: string, isRight: (line: T) => boolean): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text, i) => {
      if (text.trim() === '') return [];
      try {
        const line = JSON.parse(text) as T;
        if (isRight(line)) return [line];
      } catch {
        // said below
      }
      throw new UsageError(`${path}, line ${i + 1}, is not what it should be`);
    });
}

const isIndexLine = (line: IndexLine): boolean =>
  typeof line?.file === 'string' &&
  (line.label === 'ai' || line.label === 'real') &&
  typeof line.source === 'string';

const classOf = ({ label, family }: IndexLine): Class =>
  label === 'real' ? 'none' : family === 'sora' ? 'sora' : 'other';

/** Clips of an index; sources that share a near-duplicate make one group. @throws UsageError */
export function readIndex(path: string): Clip[] {
  const lines = readLines<IndexLine>(path, isIndexLine);
  const parent = new Map<string, string>();
  const root = (name: string): string => {
    const above = parent.get(name) ?? name;
    return above === name ? name : root(above);
  };
  for (const { source, group } of lines)
    if (group != null) parent.set(root(`source ${source}`), root(`group ${group}`));
  return lines.map((line) => toClip(line, root(`source ${line.source}`)));
}

const toClip = (line: IndexLine, group: string): Clip => ({
  ...{ file: line.file, class: classOf(line), kind: line.kind, generator: line.generator ?? null },
  ...{ source: line.source, group },
});

/** The clips of an index with their scores; clips without a score are left out. @throws UsageError */
export function readScored(clips: readonly Clip[], path: string): { rows: Row[]; scores: Score[] } {
  const scores = parseScores(readFileSync(path, 'utf8'), path);
  const byEnd = new Map(scores.map((score) => [endOf(score.file), score]));
  const rows = clips.flatMap((clip) => {
    const score = byEnd.get(endOf(clip.file));
    if (!score || score.pAI === null || score.pSora === null) return [];
    const { pAI, pSora, band, abstained, reason } = score;
    return [{ ...clip, pAI, pSora, band, abstained, reason }];
  });
  if (rows.length === 0) throw new UsageError(`${path} has no score of any clip of the index`);
  return { rows, scores };
}

/** Folder and name without ending: an index knows its clips from its own folder, and copies may be in another container. */
const endOf = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/\.[^.]+$/, '');

export interface OutOfFold {
  files: ReadonlySet<string>;
  /** Rows by condition, the headline first where it is there. */
  conditions: Map<string, Row[]>;
  int8: Map<string, Row[]>;
}

/** Scores by networks that saw nothing of the clip's source, as the training side exports them. @throws UsageError */
export function readOutOfFold(path: string, thresholds: ModelManifest['thresholds']): OutOfFold {
  const lines = readLines<OutOfFoldLine>(
    path,
    (line) => isIndexLine(line) && typeof line.conditions === 'object' && line.group != null,
  );
  const collect = (of: (line: OutOfFoldLine) => OutOfFoldLine['conditions']): Map<string, Row[]> => {
    const found = new Map<string, Row[]>();
    for (const line of lines)
      for (const [name, { pAI, pSora }] of Object.entries(of(line))) {
        const rows = found.get(name) ?? [];
        const said = { pAI, pSora, band: bandOf(pAI, thresholds), abstained: false, reason: null };
        rows.push({ ...toClip(line, String(line.group)), ...said });
        found.set(name, rows);
      }
    return found;
  };
  return {
    files: new Set(lines.map(({ file }) => endOf(file))),
    conditions: collect(({ conditions }) => conditions),
    int8: collect(({ int8 }) => int8 ?? {}),
  };
}

/** Whether the clips are among those of the training list. */
export const seenIn = ({ files }: OutOfFold, clips: readonly Clip[]): number =>
  clips.filter(({ file }) => files.has(endOf(file))).length;
