/** Uniform numbers in 0..1 from a seed (mulberry32), so that a report made again is the same. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Value below which a share `p` of the sorted numbers lies, interpolated. */
export function quantile(sorted: readonly number[], p: number): number {
  const at = p * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/**
 * 95 % percentile interval of a statistic over samples of whole groups: clips of one source are no independent
 * witnesses. Samples in which the statistic does not exist (NaN: a class is missing) are left out.
 * @returns [NaN, NaN] where it exists in none
 */
export function interval<T extends { group: string | number }>(
  rows: readonly T[],
  statistic: (sample: T[]) => number,
  { rounds = 1000, seed = 11 } = {},
): [number, number] {
  const groups = [...Map.groupBy(rows, ({ group }) => group).values()];
  const random = seeded(seed);
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const sample: T[] = [];
    for (let i = 0; i < groups.length; i++)
      for (const row of groups[Math.floor(random() * groups.length)] ?? []) sample.push(row);
    const value = statistic(sample);
    if (!Number.isNaN(value)) values.push(value);
  }
  values.sort((a, b) => a - b);
  return [quantile(values, 0.025), quantile(values, 0.975)];
}
