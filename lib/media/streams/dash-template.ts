/** What stands for an identifier in a template (ISO/IEC 23009-1, 5.3.9.4.4). */
export interface TemplateValues {
  RepresentationID: string;
  Bandwidth: number;
  Number?: number;
  Time?: number;
}

const MOST_WIDTH = 20;

/** Fills `$Number%05d$` and the like in; an identifier that is not known stays as it is. */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(
    /\$(?:(RepresentationID|Bandwidth|Number|Time)(?:%0(\d{1,2})d)?)?\$/g,
    (whole, name?: keyof TemplateValues, width?: string) => {
      if (!name) return '$';
      const value = values[name];
      if (value === undefined) return whole;
      return String(value).padStart(Math.min(MOST_WIDTH, Number(width ?? 1)), '0');
    },
  );
}

/** One run of equally long segments (`S` of a SegmentTimeline), in units of the timescale. */
export interface TimelineRun {
  /** Null where it follows the one before. */
  time: number | null;
  duration: number;
  /** Repetitions after the first; negative: until the next run or the end. */
  repeat: number;
}

export interface TimedSegment {
  time: number;
  duration: number;
}

/**
 * Segments of a timeline, at most `most`.
 * @param end of the period, in units of the timescale; null where it is open
 */
export function expandTimeline(
  runs: readonly TimelineRun[],
  end: number | null,
  most: number,
): TimedSegment[] {
  const segments: TimedSegment[] = [];
  let time = 0;
  for (const [at, run] of runs.entries()) {
    if (!(run.duration > 0)) continue;
    time = run.time ?? time;
    const until = runs[at + 1]?.time ?? end;
    const count =
      run.repeat >= 0 ? run.repeat + 1 : until === null ? 1 : Math.ceil((until - time) / run.duration);
    for (let left = Math.min(count, most - segments.length); left > 0; left -= 1) {
      segments.push({ time, duration: run.duration });
      time += run.duration;
    }
  }
  return segments;
}

/** Equally long segments up to the end of the period. */
export function expandDuration(duration: number, end: number | null, most: number): TimedSegment[] {
  if (!(duration > 0) || end === null) return [];
  const count = Math.min(most, Math.ceil(end / duration - 1e-6));
  return Array.from({ length: Math.max(0, count) }, (_, at) => ({
    time: at * duration,
    duration: Math.min(duration, end - at * duration),
  }));
}
