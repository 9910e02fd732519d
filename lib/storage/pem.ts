import { TrustListError } from './trust-list-error';

/** The largest list known (interim, accepted certificates) has 150 KB; this only keeps out mistakes. */
export const MAX_LIST_CHARS = 5_000_000;

const BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g;

/**
 * The certificates of a PEM text (RFC 7468) and nothing else of it: comments and other blocks are dropped,
 * so that a key pasted by mistake is never stored. Checks the outer DER length of each, not its contents.
 * @throws TrustListError too-large, no-certificates, broken-certificate
 */
export function readCertificates(text: string): string[] {
  if (text.length > MAX_LIST_CHARS)
    throw new TrustListError('too-large', `${text.length} characters are more than ${MAX_LIST_CHARS}`);
  const begun = text.split('-----BEGIN CERTIFICATE-----').length - 1;
  if (begun === 0) throw new TrustListError('no-certificates', 'no certificate in PEM form');
  const blocks = [...text.matchAll(BLOCK)].map(([, body]) => body?.replace(/\s+/g, '') ?? '');
  if (blocks.length !== begun || !blocks.every(isDerSequence))
    throw new TrustListError('broken-certificate', 'a certificate is cut off or damaged');
  return blocks.map(
    (body) =>
      `-----BEGIN CERTIFICATE-----\n${body.replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  );
}

/** basicConstraints (2.5.29.19) with cA TRUE, as DER always writes it (RFC 5280, 4.2.1.9). */
const IS_CA = /\x55\x1d\x13(?:\x01\x01\xff)?\x04.\x30.\x01\x01\xff/s;

/** Separates what others may chain to from certificates that sign claims themselves. */
export function splitCertificates(certificates: readonly string[]): { anchors: string; endEntities: string } {
  let anchors = '';
  let endEntities = '';
  for (const pem of certificates) {
    if (IS_CA.test(atob(pem.replace(/-----[^-]+-----|\s/g, '')))) anchors += pem;
    else endEntities += pem;
  }
  return { anchors, endEntities };
}

/** Number of certificates in a PEM text; 0 where there is none. */
export function countCertificates(text: string): number {
  return text.split('-----BEGIN CERTIFICATE-----').length - 1;
}

/** A certificate is one SEQUENCE that fills the whole block (X.690, 8.1.3). */
function isDerSequence(base64: string): boolean {
  let der: string;
  try {
    der = atob(base64);
  } catch {
    return false;
  }
  const first = der.charCodeAt(1);
  if (der.charCodeAt(0) !== 0x30 || Number.isNaN(first)) return false;
  if (first < 0x80) return der.length === 2 + first;
  const octets = first & 0x7f;
  if (octets < 1 || octets > 3 || der.length < 2 + octets) return false;
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 256 + der.charCodeAt(2 + i);
  return der.length === 2 + octets + length;
}
