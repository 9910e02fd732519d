import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLUESKY } from '../../../lib/page/sites/bluesky';
import { finishLookup, type OriginalLookup } from '../../../lib/page/sites/original-lookup';
import { originalOf } from '../../../lib/page/sites/original-of';
import type { OriginalFacts } from '../../../lib/page/sites/site';

const DID = 'did:plc:abcdefghijklmnopqrstuvwx';
const CID = 'bafkreiaaaa';
const BLOB = `https://pds.example/xrpc/com.atproto.sync.getBlob?did=${encodeURIComponent(DID)}&cid=${CID}`;

const facts = (poster: string): OriginalFacts => ({
  video: { poster, currentSrc: 'blob:x' } as HTMLVideoElement,
  post: null,
  document: {} as Document,
  page: new URL('https://bsky.app/'),
});
const service = (type: string, serviceEndpoint: unknown) => ({
  id: DID,
  service: [{ type, serviceEndpoint }],
});
const blob: OriginalLookup = { kind: 'did-document', url: 'https://plc.directory/x', did: DID, cid: CID };
const status: OriginalLookup = {
  ...{ kind: 'mastodon-status', url: 'https://a.example/api/v1/statuses/1' },
  playing: 'https://a.example/cache/1.mp4',
};

describe('the address of an upload', () => {
  it('is the blob on the account’s own server, which its document names', () => {
    const poster = `https://video.bsky.app/watch/${encodeURIComponent(DID)}/${CID}/thumbnail.jpg`;
    const original = originalOf(facts(poster), BLUESKY);
    expect(original).toMatchObject({ url: null, lookup: { ...blob, url: `https://plc.directory/${DID}` } });
    expect(finishLookup(blob, service('AtprotoPersonalDataServer', 'https://pds.example'))).toBe(BLOB);
  });

  it.each([
    'https://video.bsky.app/watch/did%3Aplc%3A..%2f..%2fx/bafy/thumbnail.jpg',
    'https://video.bsky.app/watch/did%3Aweb%3Alocalhost%2Fadmin/bafy/thumbnail.jpg',
    'https://video.bsky.app/watch/%E0%A4%A/bafy/thumbnail.jpg',
    'https://video.bsky.app.evil.example/watch/did%3Aplc%3Aabcdefghijklmnopqrstuvwx/bafy/thumbnail.jpg',
    '',
  ])('is none for a poster like %j', (poster) => {
    expect(originalOf(facts(poster), BLUESKY)).toBeNull();
  });

  it('is none where the document is of somebody else, names no such server, or one that is no web address', () => {
    const of = (answer: unknown) => finishLookup(blob, answer);
    expect(
      of({ ...service('AtprotoPersonalDataServer', 'https://pds.example'), id: 'did:plc:other' }),
    ).toBeNull();
    expect(of(service('AtprotoLabeler', 'https://pds.example'))).toBeNull();
    expect(of(service('AtprotoPersonalDataServer', 'file:///etc/passwd'))).toBeNull();
    expect(of(service('AtprotoPersonalDataServer', 7))).toBeNull();
  });

  it('is the remote file of the very attachment that plays', () => {
    const attachment = (url: string, remote_url: unknown) => ({ media_attachments: [{ url, remote_url }] });
    expect(finishLookup(status, attachment(status.playing, 'https://far.example/1.mp4'))).toBe(
      'https://far.example/1.mp4',
    );
    expect(
      finishLookup(status, attachment('https://a.example/cache/2.mp4', 'https://far.example/1.mp4')),
    ).toBeNull();
    expect(finishLookup(status, attachment(status.playing, 'javascript:alert(1)'))).toBeNull();
    expect(finishLookup(status, attachment(status.playing, null))).toBeNull();
  });

  it('is none, and no failure, for any other answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(blob, status), fc.jsonValue(), (lookup, answer) => {
        expect(finishLookup(lookup, answer)).toBeNull();
      }),
    );
  });
});
