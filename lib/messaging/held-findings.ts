import type { Evidence } from '../evidence/evidence';

const isWrong = ({ source, details }: Evidence): boolean =>
  source === 'credentials' && (details?.state === 'invalid' || details?.state === 'revoked');

const isSupplied = ({ source, details }: Evidence): boolean =>
  source === 'credentials' && details?.session?.suppliedByPage === true;

/**
 * The evidence of another look at the same viewing session. What a page handed over is kept for a while only, so that
 * the part that was found wrong may be gone by now: once wrong, a session stays wrong (wording.md, "Streams").
 */
export function holdFindings(before: readonly Evidence[], after: Evidence[]): Evidence[] {
  const wrong = before.find((one) => isWrong(one) && isSupplied(one));
  if (!wrong) return after;
  return after.map((one) => (one.source === 'credentials' && !isWrong(one) ? wrong : one));
}
