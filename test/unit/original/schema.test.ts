import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { PageOriginalSchema, PageSeekSchema } from '../../../lib/messaging/original-schema';

const DID = 'did:plc:abcdefghijklmnopqrstuvwx';
const file = { url: 'https://pds.example/1.mp4', why: 'kept-upload', lookup: null };
const byDid = {
  ...{ url: null, why: 'kept-upload' },
  lookup: { kind: 'did-document', url: `https://plc.directory/${DID}`, did: DID, cid: 'bafy' },
};
const byStatus = {
  ...{ url: null, why: 'origin-server' },
  lookup: {
    kind: 'mastodon-status',
    url: 'https://social.example/api/v1/statuses/11',
    playing: 'https://a.example/1',
  },
};

describe('what a page says of an original file', () => {
  it.each([[file], [byDid], [byStatus], [null]])('is taken as the page code makes it: %j', (original) => {
    expect(v.parse(PageOriginalSchema, { id: 'v-1', original, verdict: 'forged' })).toEqual({
      id: 'v-1',
      original,
    });
  });

  it.each<[string, unknown]>([
    ['an address of a megabyte', { ...file, url: `https://a.example/${'x'.repeat(1e6)}` }],
    ['both an address and a lookup', { ...byDid, url: file.url }],
    ['neither', { ...file, url: null }],
    ['an unknown kind', { ...file, why: 'because' }],
    ['a document of another place', { ...byDid, lookup: { ...byDid.lookup, url: 'https://evil.example/x' } }],
    ['a name that is none', { ...byDid, lookup: { ...byDid.lookup, did: 'did:plc:../x' } }],
    ['an upload that is a path', { ...byDid, lookup: { ...byDid.lookup, cid: '../../x' } }],
    [
      'a status of another API',
      { ...byStatus, lookup: { ...byStatus.lookup, url: 'https://social.example/admin/1' } },
    ],
    [
      'a status with a query',
      { ...byStatus, lookup: { ...byStatus.lookup, url: `${byStatus.lookup.url}?x=1` } },
    ],
    [
      'a status behind a name',
      { ...byStatus, lookup: { ...byStatus.lookup, url: 'https://a@b.example/api/v1/statuses/1' } },
    ],
  ])('is refused with %s', (_, original) => {
    expect(v.safeParse(PageOriginalSchema, { id: 'v-1', original }).success).toBe(false);
  });

  it('is asked for by a plain id only', () => {
    expect(v.parse(PageSeekSchema, { id: 'v-1', url: 'https://a.example' })).toEqual({ id: 'v-1' });
    expect(v.safeParse(PageSeekSchema, { id: '1:2' }).success).toBe(false);
  });
});
