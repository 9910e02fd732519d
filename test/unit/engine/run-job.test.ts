import { describe, expect, it } from 'vitest';
import { type RunDeps, runJob } from '../../../lib/engine/run-job';
import { CheckError } from '../../../lib/evidence/check-error';
import type { Evidence, EvidenceSource } from '../../../lib/evidence/evidence';
import type { Job, JobUpdate } from '../../../lib/messaging/job';
import { jobOf } from './jobs';

const job = jobOf();

const nothing: Evidence = {
  source: 'credentials',
  outcome: 'not-found',
  reason: null,
  details: null,
  bytes: 10,
  ms: 1,
  settled: true,
};

const source = (check: EvidenceSource<'credentials'>['check']): EvidenceSource => ({
  name: 'credentials',
  check,
});

function harness(sources: EvidenceSource[], cached: Record<string, Evidence[]> = {}) {
  const updates: JobUpdate[] = [];
  const opened: Job[] = [];
  const deps: RunDeps = {
    open: (opening) => {
      opened.push(opening);
      return { sources, cacheKey: async () => 'etag', spent: () => 10 };
    },
    cache: {
      get: async (key) => cached[key] ?? null,
      put: async (key, evidence) => {
        cached[key] = evidence;
      },
    },
    emit: (update) => updates.push(update),
    now: () => 0,
  };
  return { deps, updates, opened, cached };
}

const never = new AbortController().signal;

describe('runJob', () => {
  it('emits what is known after each step and keeps what will not change', async () => {
    const partial = { ...nothing, outcome: 'found', settled: false } as Evidence;
    const { deps, updates, cached } = harness([
      source(async (_, { onPartial }) => {
        onPartial(partial);
        return nothing as never;
      }),
    ]);
    await runJob(job, deps, never);
    expect(updates).toEqual([
      { key: '1:0:v:0', evidence: [partial], complete: false, bytes: 10 },
      { key: '1:0:v:0', evidence: [nothing], complete: true, bytes: 10 },
    ]);
    expect(cached).toEqual({ etag: [nothing] });
  });

  it('answers from the cache, unless the viewer asked again', async () => {
    const runs: string[] = [];
    const sources = [
      source(async () => {
        runs.push('ran');
        return nothing as never;
      }),
    ];
    const first = harness(sources, { etag: [nothing] });
    await runJob(job, first.deps, never);
    expect(first.updates.at(-1)).toMatchObject({ complete: true, evidence: [nothing] });
    expect(runs).toEqual([]);
    await runJob({ ...job, fresh: true }, first.deps, never);
    expect(runs).toEqual(['ran']);
  });

  it('turns a failure into could-not-check with its reason, and does not keep it', async () => {
    const { deps, updates, cached } = harness([
      source(async () => {
        throw new CheckError('blocked', '403');
      }),
    ]);
    await runJob(job, deps, never);
    expect(updates.at(-1)).toMatchObject({
      complete: true,
      evidence: [{ source: 'credentials', outcome: 'could-not-check', reason: 'blocked', bytes: 10 }],
    });
    expect(cached).toEqual({});
  });

  it('falls silent once aborted', async () => {
    const controller = new AbortController();
    const { deps, updates } = harness([
      source(async () => {
        controller.abort();
        return nothing as never;
      }),
    ]);
    await runJob(job, deps, controller.signal);
    expect(updates).toEqual([]);
  });

  it.each<[string, Partial<Job['subject']>, Partial<Job>]>([
    ['drm', { encrypted: true }, {}],
    ['live', { url: '' }, {}],
    ['unsupported-format', { url: 'ftp://media.example/a.mp4' }, {}],
    ['unsupported-format', { url: 'nonsense' }, {}],
    ['private-network', { url: 'http://192.168.0.7/a.mp4' }, {}],
    ['no-permission', {}, { mediaAccess: false }],
  ])('refuses %s before a byte is read', async (reason, subject, change) => {
    const { deps, updates, opened } = harness([]);
    await runJob({ ...job, ...change, subject: { ...job.subject, ...subject } }, deps, never);
    expect(opened).toEqual([]);
    expect(updates).toMatchObject([{ complete: true, evidence: [{ outcome: 'could-not-check', reason }] }]);
  });

  it('reads a private address for a page that is itself on a private network', async () => {
    const { deps, opened } = harness([source(async () => nothing as never)]);
    const subject = { ...job.subject, url: 'http://192.168.0.7/a.mp4', pageUrl: 'http://nas.local/' };
    await runJob({ ...job, subject }, deps, never);
    expect(opened).toHaveLength(1);
  });
});
