import * as v from 'valibot';
import { ORIGINAL_WHYS } from '../evidence/credentials/original-details';
import { DID, documentOf } from '../page/sites/original-did';
import { Address, Id } from './schemas';

/** A status of Mastodon's API; the server is the page's own, or the one whose timeline a client shows. */
const STATUS = /^https:\/\/[^/?#@]+\/api\/v1\/statuses\/\w{1,64}$/;

const DidDocument = v.pipe(
  v.object({
    kind: v.literal('did-document'),
    url: Address,
    did: v.pipe(v.string(), v.regex(DID)),
    cid: v.pipe(v.string(), v.regex(/^\w{1,128}$/)),
  }),
  v.check(({ url, did }) => url === documentOf(did)),
);

const MastodonStatus = v.object({
  kind: v.literal('mastodon-status'),
  url: v.pipe(Address, v.regex(STATUS)),
  playing: Address,
});

const Original = v.object({
  url: v.nullable(Address),
  why: v.picklist(ORIGINAL_WHYS),
  lookup: v.nullable(v.union([DidDocument, MastodonStatus])),
});

/**
 * Where a page says that the original file of a video lies; null where it says nothing. Untrusted: whether the address may
 * be asked at all is decided by lib/engine/original-rules.ts, and what lies there counts only by its pictures.
 */
export const PageOriginalSchema = v.object({
  id: Id,
  original: v.nullable(
    v.pipe(
      Original,
      v.check(({ url, lookup }) => (url === null) !== (lookup === null)),
    ),
  ),
});

/** The viewer clicked for it in the card. */
export const PageSeekSchema = v.object({ id: Id });
