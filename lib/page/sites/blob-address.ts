/** XRPC address of a blob on the server that holds it (AT Protocol, `com.atproto.sync.getBlob`). */
export function blobAddress(server: string, did: string, cid: string): string {
  const url = new URL('/xrpc/com.atproto.sync.getBlob', server);
  url.search = new URLSearchParams({ did, cid }).toString();
  return url.href;
}
