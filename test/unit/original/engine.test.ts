import { describe, expect, it, vi } from 'vitest';
import { createEngine, type EngineDeps } from '../../../lib/engine/engine';
import type { OriginalFinding } from '../../../lib/evidence/credentials/original-details';
import type { Job, JobUpdate } from '../../../lib/messaging/job';
import { subjectOf } from '../credentials/check-bytes';

const job: Job = {
  subject: subjectOf('blob:https://page.example/1'),
  ...{
    visible: true,
    mode: 'viewer',
    concurrency: 2,
    mediaAccess: true,
    saveData: false,
    fresh: false,
    supplied: false,
  },
  budgets: { contentBytes: 1e6, frameBytes: 1e6 },
};
const look = (since: number): Job => ({
  ...job,
  original: {
    address: { url: `https://pds.example/${since}.mp4`, why: 'kept-upload', lookup: null },
    ...{ since, origins: [] },
  },
});
const finding: OriginalFinding = {
  details: {
    ...{ outcome: 'none', reason: null, why: 'kept-upload', host: 'pds.example', hosts: ['pds.example'] },
    ...{ framesMatched: null, comparedWith: null },
  },
  ...{ credentials: null, bytes: 7, ms: 1 },
};

function harness() {
  const updates: JobUpdate[] = [];
  const looks: { since: number; signal: AbortSignal; end: PromiseWithResolvers<OriginalFinding> }[] = [];
  const deps: EngineDeps = {
    open: () => ({ sources: [], cacheKey: async () => null, spent: () => 0 }),
    seek: (_, { since }, signal) => {
      const end = Promise.withResolvers<OriginalFinding>();
      looks.push({ since, signal, end });
      return end.promise;
    },
    cache: { get: async () => null, put: async () => undefined },
    emit: (update) => updates.push(update),
    now: () => 0,
  };
  return { engine: createEngine(deps, () => undefined), updates, looks };
}

describe('a look for an original in the engine', () => {
  it('answers with the number that it was asked under, beside the check of what plays', async () => {
    const { engine, updates, looks } = harness();
    engine.run(job);
    engine.run(look(5));
    expect(looks.map(({ since }) => since)).toEqual([5]);
    looks[0]?.end.resolve(finding);
    await vi.waitFor(() => expect(updates.some(({ original }) => original)).toBe(true));
    expect(updates.find(({ original }) => original)).toEqual({
      ...{ key: job.subject.key, evidence: [], complete: true, bytes: 7 },
      original: { ...finding, since: 5 },
    });
  });

  it('gives way to a later one, and ends with its video', async () => {
    const { engine, updates, looks } = harness();
    engine.run(look(1));
    engine.run(look(2));
    expect(looks[0]?.signal.aborted).toBe(true);
    looks[0]?.end.resolve(finding);
    engine.cancel(job.subject.key);
    expect(looks[1]?.signal.aborted).toBe(true);
    looks[1]?.end.resolve(finding);
    await vi.waitFor(() => expect(engine.size).toBe(0));
    expect(updates).toEqual([]);
  });

  it('goes on when its video leaves the view', () => {
    const { engine, looks } = harness();
    engine.run(look(1));
    engine.change({ key: job.subject.key, visible: false });
    expect(looks[0]?.signal.aborted).toBe(false);
  });
});
