/** Kinds of trust list, most official first: where two share a root, the first names the anchor. */
export const LIST_KINDS = ['official', 'interim', 'organisation', 'user'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

export const LIST_USES = ['manifest', 'tsa', 'cawg'] as const;
export type ListUse = (typeof LIST_USES)[number];

/** One trust list with its certificates, as stored and as given to the credentials reader. */
export interface TrustList {
  name: string;
  kind: ListKind;
  use: ListUse;
  /** Anchors, PEM, concatenated. */
  pem: string;
  /** End-entity certificates accepted as they are, PEM; empty where none. */
  allowed: string;
  /** Accepted EKU OIDs, one a line (`store.cfg` of the interim list); empty for the default. */
  config: string;
  /** When this copy was fetched or imported, ISO 8601. */
  date: string | null;
  /** Where it came from: an address, `import`, or `build`. */
  origin: string;
}
