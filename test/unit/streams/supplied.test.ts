import { describe, expect, it } from 'vitest';
import { creditFrames } from '../../../lib/evidence/credentials/fragments/credit-frames';
import { planSupplied, type SuppliedBuffer } from '../../../lib/media/streams/supplied';
import { flipped } from '../../fixtures/signing/fixture';
import { trackOf, unsignedFiles } from '../../fixtures/streams/presentation';
import { checkPlan, signed } from './check-requests';

const { init, segments } = trackOf(signed, 0);
const buffer = (bytes: Uint8Array, about: Partial<SuppliedBuffer> = {}): SuppliedBuffer => ({
  ...{ track: '0', type: 'video/mp4', offset: 0, fresh: false, bytes },
  ...about,
});
const all = [init, ...segments].map((bytes) => buffer(bytes));

async function check(buffers: SuppliedBuffer[], ended = true) {
  const { plan, open } = planSupplied({ ended, buffers });
  return checkPlan(plan, signed, { open, suppliedByPage: true });
}

describe('the parts of what a page handed over', () => {
  it('know when they are played, by their own clocks and the offset of the player', () => {
    const { plan } = planSupplied({ ended: true, buffers: all.map((one) => ({ ...one, offset: 100 })) });
    expect(plan.segments.map(({ start }) => Math.round(start))).toEqual([
      100, 101, 102, 103, 104, 105, 106, 107,
    ]);
    for (const { duration } of plan.segments) expect(duration).toBeCloseTo(1, 1);
  });

  it('go on behind a gap with what set the stream up before', async () => {
    const [first, ...rest] = segments.map((bytes) => buffer(bytes));
    const [, , ...late] = rest;
    const gap = late.map((one, at) => ({ ...one, fresh: at === 0 }));
    const { evidence } = await check([buffer(init), ...(first ? [first] : []), ...gap]);
    expect(evidence.details).toMatchObject({ state: 'trusted', session: { segmentsChecked: 6 } });
  });

  it('leave out what a player threw away half-way', async () => {
    const [one = init, two = init, three = init] = segments;
    const { evidence } = await check([
      ...[init, one, two.subarray(0, 5000)].map((bytes) => buffer(bytes)),
      buffer(init, { fresh: true }),
      ...[two, three].map((bytes) => buffer(bytes)),
    ]);
    expect(evidence.details).toMatchObject({ state: 'trusted', session: { segmentsChecked: 3 } });
  });

  it('leave out the last of a stream that goes on, unless it is whole', async () => {
    const last = segments.at(-1) ?? init;
    const cut = [...all.slice(0, -1), buffer(last.subarray(0, last.length - 100))];
    expect((await check(cut, false)).evidence.details).toMatchObject({
      state: 'trusted',
      session: { segmentsSeen: 8, segmentsChecked: 7, problem: null },
    });
    expect((await check(all, false)).evidence.details?.session?.segmentsChecked).toBe(8);
  });

  it('are told where one was changed, and cost no network', async () => {
    const changed = all.map((one, at) => (at === 3 ? buffer(flipped(one.bytes, one.bytes.length - 9)) : one));
    const { evidence } = await check(changed);
    expect(evidence).toMatchObject({
      bytes: 0,
      details: { state: 'invalid', broken: 'content-changed', session: { firstInvalid: 3 } },
    });
  });
});

describe('credit for what a page handed over', () => {
  const matched = { matched: true, compared: 3 };
  const differs = { matched: false, compared: 3 };

  it('is given by pictures', async () => {
    const { evidence } = await check(all);
    expect(creditFrames(evidence, matched).details?.issuer).not.toBeNull();
    const refused = creditFrames(evidence, differs);
    expect(refused).toMatchObject({ outcome: 'could-not-check', reason: 'frames-differ' });
    expect(refused.details?.issuer).toBeNull();
  });

  it('is not given to "no credentials" beside other pictures', async () => {
    const plain = trackOf(unsignedFiles(), 0);
    const { evidence } = await check([plain.init, ...plain.segments].map((bytes) => buffer(bytes)));
    expect(creditFrames(evidence, matched).outcome).toBe('not-found');
    expect(creditFrames(evidence, differs)).toMatchObject({ outcome: 'could-not-check' });
  });

  it('cannot be given to sound, which has none', async () => {
    const sound = trackOf(signed, 2);
    const buffers = [sound.init, ...sound.segments].map((bytes) => buffer(bytes, { type: 'audio/mp4' }));
    const { evidence } = await check(buffers);
    expect(creditFrames(evidence, { matched: null, compared: 0 }, 'audio')).toMatchObject({
      outcome: 'could-not-check',
      reason: 'no-pictures',
    });
  });
});
