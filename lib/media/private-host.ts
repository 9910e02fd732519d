/**
 * IPv4 blocks that are not on the public internet (RFC 6890): RFC 1918, RFC 6598, loopback, link-local, "this network",
 * protocol assignments, benchmarks, multicast and above.
 */
const PRIVATE_V4: readonly [number, number][] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0a80000, 16],
  [0xc0000000, 24],
  [0xc6120000, 15],
  [0xe0000000, 3],
];

function parseV4(host: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** Unique local (fc00::/7), link-local (fe80::/10), loopback, unspecified, and IPv4 mapped (RFC 4291, 6052) into IPv6. */
function isPrivateV6(address: string): boolean {
  if (address === '::1' || address === '::') return true;
  const mapped = /^(?:::ffff|64:ff9b:):([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (mapped?.[1] && mapped[2])
    return isPrivateV4(Number.parseInt(mapped[1], 16) * 0x10000 + Number.parseInt(mapped[2], 16));
  return /^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:/.test(address);
}

function isPrivateV4(address: number): boolean {
  return PRIVATE_V4.some(
    ([block, bits]) => Math.floor(address / 2 ** (32 - bits)) === block / 2 ** (32 - bits),
  );
}

/**
 * The host can only be one of the viewer's own network: a public page must not make the extension
 * ask there. Judged by name and literal address; names that resolve into a private network are not seen.
 *
 * @param host as `URL.hostname` gives it, IPv6 in brackets
 */
export function isPrivateHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name.startsWith('[')) return isPrivateV6(name.slice(1, -1));
  const v4 = parseV4(name);
  if (v4 !== null) return isPrivateV4(v4);
  return (
    name === 'localhost' ||
    /\.(localhost|local|localdomain|internal|intranet|corp|home|lan|home\.arpa)$/.test(name) ||
    !name.includes('.')
  );
}
