import fc from 'fast-check';
import { REASONS } from '../../../lib/evidence/check-error';
import { BANDS, type ClassifierDetails } from '../../../lib/evidence/classifier/details';
import { CREDENTIAL_STATES, type CredentialsDetails } from '../../../lib/evidence/credentials/details';
import { DISAGREEMENTS, LABEL_KINDS } from '../../../lib/evidence/platform-label/details';
import type { EvidenceOf } from '../../../lib/evidence/evidence';

const sourceTypes = fc.array(
  fc.constantFrom(
    'trainedAlgorithmicMedia',
    'compositeWithTrainedAlgorithmicMedia',
    'digitalCapture',
    'algorithmicMedia',
    'humanEdits',
  ),
  { maxLength: 3 },
);

/** Any finding of the credentials source, plausible or not. */
export const credentialsDetails: fc.Arbitrary<CredentialsDetails> = fc.record({
  state: fc.constantFrom(...CREDENTIAL_STATES),
  broken: fc.constantFrom('content-changed', 'cannot-verify', null),
  issuer: fc.option(fc.string()),
  issuerRecognised: fc.boolean(),
  list: fc.option(fc.string()),
  listKind: fc.constantFrom('official', 'interim', 'organisation', 'user', null),
  listDate: fc.constant(null),
  claimGenerator: fc.option(fc.string()),
  signedAt: fc.constant(null),
  timeStamped: fc.boolean(),
  declares: sourceTypes,
  declared: fc.record({ active: sourceTypes, parents: sourceTypes, components: sourceTypes }),
  vendorDeclares: fc.constantFrom([], [{ field: 'vendor', digitalSourceType: 'trainedAlgorithmicMedia' }]),
  aiEdit: fc.boolean(),
  parentChainIntact: fc.boolean(),
  actions: fc.constant([]),
  irregular: fc.constantFrom([], ['claim.malformed']),
  ingredients: fc.constant([]),
  failures: fc.constant([]),
  notes: fc.constant([]),
  contentCheck: fc.constantFrom('done', 'pending', 'not-made'),
});

const classifierDetails: fc.Arbitrary<ClassifierDetails> = fc.record({
  pAI: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  pSora: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  band: fc.option(fc.constantFrom(...BANDS)),
  abstained: fc.boolean(),
  abstainReason: fc.option(fc.constantFrom(...REASONS)),
  frames: fc.constant([]),
  framesFrom: fc.constantFrom('page', 'key-frames', null),
  model: fc.constant({ name: 'm', version: '1', sha256: '' }),
  operatingPointMeasured: fc.boolean(),
});

const common = {
  outcome: fc.constantFrom('found' as const, 'not-found' as const, 'could-not-check' as const),
  reason: fc.option(fc.constantFrom(...REASONS)),
  bytes: fc.nat(),
  ms: fc.nat(),
  settled: fc.boolean(),
};

export const credentialsEvidence: fc.Arbitrary<EvidenceOf<'credentials'>> = fc.record({
  source: fc.constant('credentials' as const),
  details: fc.option(credentialsDetails),
  ...common,
});

export const platformEvidence: fc.Arbitrary<EvidenceOf<'platform-label'>> = fc.record({
  source: fc.constant('platform-label' as const),
  details: fc.option(
    fc.record({
      platform: fc.constantFrom('YouTube', 'TikTok'),
      kind: fc.option(fc.constantFrom(...LABEL_KINDS)),
      text: fc.option(fc.string()),
      disagrees: fc.option(fc.constantFrom(...DISAGREEMENTS)),
    }),
  ),
  ...common,
});

export const classifierEvidence: fc.Arbitrary<EvidenceOf<'classifier'>> = fc.record({
  source: fc.constant('classifier' as const),
  details: fc.option(classifierDetails),
  ...common,
});
