import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FramesSchema, PageRequestSchema, PageShownSchema } from '../../../lib/messaging/schemas';

const request = {
  id: 'v-1',
  generation: 0,
  url: 'https://media.example/a.mp4',
  medium: 'video',
  unseen: false,
  width: 640,
  height: 360,
  duration: Number.POSITIVE_INFINITY,
  credentialsMode: 'include',
  pixels: 'tainted',
  playing: true,
  encrypted: false,
  saveData: false,
  visible: true,
  waiting: false,
  asked: false,
  foundAt: 12.5,
};

const frame = { time: 0, width: 2, height: 2, fullWidth: 640, fullHeight: 360, data: new Uint8Array(16) };

describe('what content scripts send', () => {
  it('takes a request as the page code makes it, and drops what it does not know', () => {
    expect(v.parse(PageRequestSchema, { ...request, tabId: 99, key: 'forged' })).toEqual(request);
  });

  it.each<[string, unknown]>([
    ['an id that could forge a key', { ...request, id: '1:2' }],
    ['an empty id', { ...request, id: '' }],
    ['a megabyte address', { ...request, url: 'x'.repeat(1e6) }],
    ['a size that is not a number', { ...request, width: Number.NaN }],
    ['a negative length', { ...request, duration: -1 }],
    ['an unknown mode', { ...request, credentialsMode: 'always' }],
  ])('refuses %s', (_, data) => {
    expect(v.safeParse(PageRequestSchema, data).success).toBe(false);
  });

  it('takes frames only with exactly four bytes a pixel', () => {
    expect(v.safeParse(FramesSchema, [frame]).success).toBe(true);
    expect(v.safeParse(FramesSchema, [{ ...frame, data: new Uint8Array(15) }]).success).toBe(false);
    expect(v.safeParse(FramesSchema, [{ ...frame, data: {} }]).success).toBe(false);
    expect(v.safeParse(FramesSchema, Array(17).fill(frame)).success).toBe(false);
  });

  it('lets no junk through as anything but the declared shape', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        for (const schema of [PageRequestSchema, PageShownSchema, FramesSchema]) {
          const result = v.safeParse(schema as v.GenericSchema, junk);
          if (result.success) expect(result.output).toEqual([]);
        }
      }),
    );
  });
});
