import { expect, it } from 'vitest';
import { emptyDetails } from '../../../lib/evidence/credentials/details';
import type { CredentialState } from '../../../lib/evidence/credentials/details';
import type { Evidence } from '../../../lib/evidence/evidence';
import { holdFindings } from '../../../lib/messaging/held-findings';

const look = (state: CredentialState, suppliedByPage = true): Evidence => ({
  source: 'credentials',
  outcome: 'found',
  reason: null,
  details: {
    ...emptyDetails(state),
    session: {
      ...{ segmentsSeen: 1, segmentsChecked: 1, firstInvalid: null, suppliedByPage },
      ...{ framesMatched: true, framesCompared: 3, problem: null },
    },
  },
  bytes: 0,
  ms: 0,
  settled: true,
});

it.each<[string, Evidence, Evidence, CredentialState]>([
  ['stays wrong once it was', look('invalid'), look('trusted'), 'invalid'],
  ['stays revoked', look('revoked'), look('none'), 'revoked'],
  ['is told anew where it is wrong again', look('invalid'), look('revoked'), 'revoked'],
  ['may become wrong', look('trusted'), look('invalid'), 'invalid'],
  [
    'is looked at as a whole again where all of it can be',
    look('invalid', false),
    look('trusted'),
    'trusted',
  ],
])('a session of what a page handed over %s', (_, before, after, state) => {
  expect(holdFindings([before], [after])[0]?.details).toMatchObject({ state });
});
