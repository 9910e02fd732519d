import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type OriginalDeps, seekOriginal } from '../../../lib/engine/original-job';
import { CheckError } from '../../../lib/evidence/check-error';
import type { Subject } from '../../../lib/evidence/evidence';
import type { Frame } from '../../../lib/media/frame';
import { type FrameSketch, sketchFrame } from '../../../lib/media/frames-match';
import { createHttpByteSource } from '../../../lib/media/http-byte-source';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';
import type { OriginalAsk } from '../../../lib/messaging/job';
import { makeFixtures } from '../../fixtures/signing/make';
import { listenOnLoopback } from '../../qa/loopback';
import { nodeWorker, subjectOf } from '../credentials/check-bytes';

const set = await makeFixtures();
const bytesOf = (name: string) => new Uint8Array(readFileSync(set.path(name)));
const never = new AbortController().signal;

/** A picture with plenty to see, another one for each kind and time. */
function picture(kind: number, time: number): Frame {
  const side = 128;
  const data = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const phase = time * 0.2 + kind * 2;
      const wave = Math.sin(x / (5 + kind * 3) + phase) * Math.cos(y / (9 - kind * 2) - phase);
      data.fill(Math.round(128 + 120 * wave), (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  return { time, width: side, height: side, fullWidth: side, fullHeight: side, data };
}

/** Sketches of a film of one kind, as the worker makes them of a file. */
const film =
  (kind: number): OriginalDeps['sketch'] =>
  async (_file, _start, _signal, moments) =>
    moments.flatMap((moment): FrameSketch[] =>
      [-0.1, 0, 0.1].map((off) => sketchFrame(picture(kind, moment + off))),
    );

const video: Subject = { ...subjectOf('blob:https://page.example/1'), pixels: 'readable' };
const URL_OF_FILE = 'https://pds.example/file.mp4';
const ask = (over: Partial<OriginalAsk> = {}): OriginalAsk => ({
  address: { url: URL_OF_FILE, why: 'kept-upload', lookup: null },
  since: 1,
  origins: ['<all_urls>'],
  ...over,
});

interface Over extends Partial<OriginalDeps> {
  file?: string;
  finalUrl?: string;
}

function look(
  { file = 'trusted-ai-generated', finalUrl, ...over }: Over = {},
  asked = ask(),
  subject = video,
) {
  const opened: string[] = [];
  const deps: OriginalDeps = {
    fetch: () => Promise.reject(new TypeError('nothing is fetched here')),
    open: (url) => {
      opened.push(url);
      return Object.assign(createMemoryByteSource(bytesOf(file)), { finalUrl: finalUrl ?? url });
    },
    frames: async () => [0.5, 1, 1.5].map((time) => picture(1, time)),
    sketch: film(1),
    playing: null,
    budget: 25_000_000,
    worker: nodeWorker(),
    trustLists: async () => set.lists,
    now: () => 0,
    ...over,
  };
  return { opened, finding: seekOriginal(subject, asked, deps, never) };
}

const json =
  (data: unknown): typeof fetch =>
  async () =>
    new Response(JSON.stringify(data));
const status = {
  url: 'https://social.example/api/v1/statuses/1',
  kind: 'mastodon-status',
  playing: 'https://social.example/cache/1.mp4',
} as const;
const byStatus = (over: Partial<OriginalAsk> = {}) =>
  ask({ address: { url: null, why: 'origin-server', lookup: status }, ...over });
const remote = (remote_url: unknown) => json({ media_attachments: [{ url: status.playing, remote_url }] });

describe('a look for the original file', () => {
  it('credits what it says where the pictures match', async () => {
    const { details, credentials, bytes } = await look().finding;
    expect(details).toEqual({
      ...{
        outcome: 'credited',
        reason: null,
        why: 'kept-upload',
        framesMatched: true,
        comparedWith: 'screen',
      },
      ...{ host: 'pds.example', hosts: ['pds.example'] },
    });
    expect(credentials).toMatchObject({ state: 'trusted', contentCheck: 'done' });
    expect(bytes).toBeGreaterThan(10_000);
  });

  it('says nothing of what the file holds where they differ, or there are none', async () => {
    const others = await look({ sketch: film(2) }).finding;
    expect(others).toMatchObject({
      credentials: null,
      details: { outcome: 'frames-differ', framesMatched: false },
    });
    const none = await look({ frames: () => Promise.reject(new CheckError('too-few-frames', 'paused')) })
      .finding;
    expect(none).toMatchObject({
      credentials: null,
      details: { outcome: 'not-compared', framesMatched: null },
    });
    const one = await look({ frames: async () => [picture(1, 1)] }).finding;
    expect(one).toMatchObject({ credentials: null, details: { outcome: 'not-compared' } });
    const undecoded = await look({ sketch: () => Promise.reject(new Error('no such codec')) }).finding;
    expect(undecoded).toMatchObject({ credentials: null, details: { outcome: 'not-compared' } });
  });

  it('reads no more of a file than it takes, while nothing can be compared', async () => {
    const { bytes } = await look({ frames: async () => [] }).finding;
    expect(bytes).toBeLessThan(65_536);
  });

  it('compares with the file that plays where the screen cannot be read', async () => {
    const tainted: Subject = { ...video, url: 'https://page.example/v.mp4', pixels: 'tainted' };
    const playing = createMemoryByteSource(bytesOf('unsigned'));
    const { details, bytes } = await look({ playing }, ask(), tainted).finding;
    expect(details).toMatchObject({ outcome: 'credited', comparedWith: 'playing-file' });
    expect(bytes).toBeGreaterThan(playing.spent);
    const stream = await look({}, ask(), { ...video, pixels: 'tainted' }).finding;
    expect(stream.details).toMatchObject({ outcome: 'not-compared', comparedWith: null });
    const drm = await look({ playing }, ask(), { ...tainted, encrypted: true }).finding;
    expect(drm.details.outcome).toBe('not-compared');
  });

  it.each([
    ['unsigned', 'none', null],
    ['malformed', 'failed', 'credentials-malformed'],
    ['remote', 'failed', 'remote-manifest'],
  ])('%s: %s, %s', async (file, outcome, reason) => {
    const { details, credentials } = await look({ file }).finding;
    expect(details).toMatchObject({ outcome, reason, framesMatched: null });
    expect(credentials).toBeNull();
  });

  it('does not begin to read what is longer than the budget', async () => {
    const { details, bytes } = await look({ budget: 20_000 }).finding;
    expect(details).toMatchObject({ outcome: 'failed', reason: 'too-large' });
    expect(bytes).toBeLessThan(20_000);
  });

  it('takes a server that knows no ranges, and reads the file about once', async () => {
    const file = bytesOf('trusted-ai-generated');
    let requests = 0;
    const server = await listenOnLoopback((_, response) => {
      requests += 1;
      response.writeHead(200, { 'content-length': file.length }).end(file);
    });
    const page = `${server.origin}/page`;
    const asked = ask({ address: { url: `${server.origin}/file`, why: 'kept-upload', lookup: null } });
    const open = (url: string) =>
      createHttpByteSource(url, {
        ...{ fetch, budget: 27_000_000, credentialsMode: 'omit', timeoutMs: 5000 },
      });
    const { details, bytes } = await look({ open }, asked, { ...video, pageUrl: page, frameUrl: page })
      .finding;
    await server.close();
    expect(details.outcome).toBe('credited');
    expect(requests).toBeLessThanOrEqual(3);
    expect(bytes).toBeLessThan(2 * file.length);
  });

  it('names every host: the one that knows, the one that has it, the one it was sent on to', async () => {
    const { details } = await look(
      { fetch: remote('https://far.example/1.mp4'), finalUrl: 'https://store.example/1.mp4' },
      byStatus(),
    ).finding;
    expect(details).toMatchObject({ outcome: 'credited', host: 'store.example' });
    expect(details.hosts).toEqual(['social.example', 'far.example', 'store.example']);
  });

  it.each([
    ['https://10.0.0.1/1.mp4', 'private-network', '10.0.0.1'],
    ['http://far.example/1.mp4', 'original-unknown', 'far.example'],
    [null, 'original-unknown', 'social.example'],
    ['javascript:alert(1)', 'original-unknown', 'social.example'],
  ])('does not go where a server says %j', async (address, reason, host) => {
    const { finding, opened } = look({ fetch: remote(address) }, byStatus());
    const { details } = await finding;
    expect(details).toMatchObject({ outcome: 'failed', reason, host, hosts: ['social.example'] });
    expect(opened).toEqual([]);
  });

  it('does not believe a file that lies in a private network in the end', async () => {
    const { details, credentials } = await look({ finalUrl: 'https://192.168.1.1/1.mp4' }).finding;
    expect(details).toMatchObject({ outcome: 'failed', reason: 'private-network' });
    expect(credentials).toBeNull();
  });

  it('asks no host that the viewer has not allowed, and says which', async () => {
    const barred = look({}, ask({ origins: ['https://other.example/*'] }));
    expect((await barred.finding).details).toMatchObject({
      ...{ outcome: 'failed', reason: 'no-permission', host: 'pds.example', hosts: [] },
    });
    expect(barred.opened).toEqual([]);
    const second = look(
      { fetch: remote('https://far.example/1.mp4') },
      byStatus({ origins: ['*://social.example/*'] }),
    );
    expect((await second.finding).details).toMatchObject({
      ...{ outcome: 'failed', reason: 'no-permission', host: 'far.example', hosts: ['social.example'] },
    });
    expect(second.opened).toEqual([]);
  });

  it('falls silent when it is cancelled', async () => {
    const cancelled = look({ frames: () => Promise.reject(new CheckError('cancelled', 'gone')) }).finding;
    await expect(cancelled).rejects.toMatchObject({ reason: 'cancelled' });
  });
});
