import type { ListKind, ListUse } from '../evidence/credentials/trust-list';

/** A list that is refreshed from its publisher's address. */
export interface TrustSource {
  name: string;
  kind: ListKind;
  use: ListUse;
  /** Address of the anchors; null where the list names end-entity certificates only. */
  pem: string | null;
  /** Address of end-entity certificates that are accepted as they are. */
  allowed: string | null;
  /** Address of the accepted key usages. */
  config: string | null;
}

const OFFICIAL = 'https://raw.githubusercontent.com/c2pa-org/conformance-public/main/trust-list/';
const INTERIM = 'https://raw.githubusercontent.com/contentauth/verify-site/main/static/trust/';

/** The lists that Whence knows by address, most official first. Their names are those of the packaged copies. */
export const TRUST_SOURCES: readonly TrustSource[] = [
  {
    name: 'C2PA Trust List',
    kind: 'official',
    use: 'manifest',
    pem: `${OFFICIAL}C2PA-TRUST-LIST.pem`,
    allowed: null,
    config: null,
  },
  {
    name: 'C2PA TSA Trust List',
    kind: 'official',
    use: 'tsa',
    pem: `${OFFICIAL}C2PA-TSA-TRUST-LIST.pem`,
    allowed: null,
    config: null,
  },
  {
    // Frozen on 1 January 2026; many files in circulation chain to nothing else.
    name: 'CAI interim known certificates',
    kind: 'interim',
    use: 'manifest',
    pem: `${INTERIM}anchors.pem`,
    allowed: `${INTERIM}allowed.pem`,
    config: `${INTERIM}store.cfg`,
  },
  {
    name: 'IPTC Origin Verified News Publishers',
    kind: 'organisation',
    use: 'manifest',
    pem: null,
    allowed: 'https://trust.iptc.org/end-entity-list.pem',
    config: null,
  },
];
