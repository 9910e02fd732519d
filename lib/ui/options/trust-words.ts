import type { ListKind, ListUse } from '../../evidence/credentials/trust-list';
import type { TrustListProblem } from '../../storage/trust-store';

export const KIND_KEYS = {
  official: 'trust_kind_official',
  interim: 'trust_kind_interim',
  organisation: 'trust_kind_organisation',
  user: 'trust_kind_user',
} as const satisfies Record<ListKind, string>;

export const USE_KEYS = {
  manifest: 'trust_use_manifest',
  tsa: 'trust_use_tsa',
  cawg: 'trust_use_cawg',
} as const satisfies Record<ListUse, string>;

export const trustProblemKey = (problem: TrustListProblem): string =>
  `trust_problem_${problem.replaceAll('-', '_')}`;
