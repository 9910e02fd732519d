/** The two kinds of account names of the AT Protocol (W3C DID, methods `plc` and `web`). */
export const DID = /^did:(?:plc:[a-z2-7]{24}|web:[\w.%-]{1,253})$/;

/** Where a DID's document is read: the PLC directory, or the domain itself. */
export function documentOf(did: string): string {
  return did.startsWith('did:web:')
    ? `https://${did.slice('did:web:'.length)}/.well-known/did.json`
    : `https://plc.directory/${did}`;
}
