export const TRUST_LIST_PROBLEMS = [
  'no-certificates', // nothing between BEGIN CERTIFICATE and END CERTIFICATE
  'broken-certificate',
  'broken-config', // lines that are not key usage OIDs
  'too-large',
  'no-name',
  'name-taken',
  'not-answered', // network, status other than 200 or 304, timeout
  'not-stored',
] as const;
export type TrustListProblem = (typeof TRUST_LIST_PROBLEMS)[number];

/** Why a trust list was not taken; each problem has its own words (`trust_problem_*`). */
export class TrustListError extends Error {
  override readonly name = 'TrustListError';

  constructor(
    readonly problem: TrustListProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
