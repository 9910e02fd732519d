import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REASONS } from '../../../lib/evidence/check-error';
import { emptyDetails } from '../../../lib/evidence/credentials/details';
import type { Evidence, EvidenceOf } from '../../../lib/evidence/evidence';
import { claimOf } from '../../../lib/verdict/claims';
import { LABELS, type Label } from '../../../lib/verdict/labels';
import { weigh } from '../../../lib/verdict/weigh';
import { readMessages } from '../locales/messages';
import { classifierEvidence, credentialsDetails, credentialsEvidence, platformEvidence } from './arbitraries';

const rank = (label: Label | undefined): number => (label ? LABELS.indexOf(label) : LABELS.length);
const mode = fc.constantFrom('viewer' as const, 'investigator' as const);
const evidence = fc.tuple(credentialsEvidence, classifierEvidence, platformEvidence);

describe('weigh, for any evidence', () => {
  it('does not depend on the order', () => {
    fc.assert(
      fc.property(evidence, mode, fc.boolean(), ([a, b, c], m, complete) => {
        expect(weigh([c, b, a], m, complete)).toEqual(weigh([a, b, c], m, complete));
        expect(weigh([b, c, a], m, complete)).toEqual(weigh([a, b, c], m, complete));
      }),
    );
  });

  it('never says more than its strongest source alone', () => {
    fc.assert(
      fc.property(evidence, mode, (list, m) => {
        const strongest = Math.min(...list.map((item) => rank(claimOf(item)?.label)));
        const verdict = rank(weigh(list, m, true).label);
        expect(verdict).toBeGreaterThanOrEqual(Math.min(strongest, rank('could-not-check')));
      }),
    );
  });

  it('lets no classifier output and no platform change a label that trusted or broken credentials give', () => {
    fc.assert(
      fc.property(evidence, mode, ([credentials, classifier, platform], m) => {
        fc.pre(claimOf(credentials) !== null);
        const alone = weigh([credentials], m, true).words;
        expect(weigh([credentials, classifier, platform], m, true).words).toEqual(alone);
      }),
    );
  });

  it('lets the classifier speak on the badge only past a measured operating point', () => {
    fc.assert(
      fc.property(classifierEvidence, mode, (item, m) => {
        const { label } = weigh([item], m, true);
        if (label !== 'classifier-strong') return;
        expect(item.details).toMatchObject({ operatingPointMeasured: true, abstained: false });
        expect(item.details?.band).toMatch(/strong$/);
      }),
    );
  });

  it('never shows viewers an estimate without a measured operating point', () => {
    fc.assert(
      fc.property(evidence, ([credentials, classifier]) => {
        fc.pre(classifier.details?.operatingPointMeasured !== true);
        expect(weigh([credentials, classifier], 'viewer', true).reasons).toEqual(
          weigh([credentials], 'viewer', true).reasons,
        );
      }),
    );
  });

  it('says captured only of a whole chain that is intact and without AI', () => {
    fc.assert(
      fc.property(credentialsDetails, (details) => {
        const item: EvidenceOf<'credentials'> = {
          source: 'credentials',
          outcome: 'found',
          reason: null,
          details,
          bytes: 0,
          ms: 0,
          settled: true,
        };
        if (weigh([item], 'viewer', true).label !== 'camera-captured') return;
        expect(details).toMatchObject({ state: 'trusted', parentChainIntact: true, aiEdit: false });
        expect([...details.declared.active, ...details.declared.parents]).toContain('digitalCapture');
        expect(JSON.stringify(details.declared)).not.toMatch(/trained/i);
      }),
      { numRuns: 500 },
    );
  });

  it('says nothing found only where the credentials were looked for', () => {
    fc.assert(
      fc.property(evidence, mode, (list, m) => {
        if (weigh(list, m, true).label !== 'nothing-found') return;
        expect(list[0].outcome).toBe('not-found');
      }),
    );
    expect(weigh([], 'viewer', true).label).toBe('could-not-check');
  });

  it('is not final while anything is unsettled', () => {
    fc.assert(
      fc.property(evidence, mode, fc.boolean(), (list, m, complete) => {
        expect(weigh(list, m, complete).final).toBe(complete && list.every((item) => item.settled));
      }),
    );
  });
});

describe('weigh, words', () => {
  const found = (details: Partial<EvidenceOf<'credentials'>['details']>): EvidenceOf<'credentials'> => ({
    source: 'credentials',
    outcome: 'found',
    reason: null,
    details: {
      ...fc.sample(credentialsDetails, { numRuns: 1, seed: 7 })[0],
      contentCheck: 'done',
      declared: { active: [], parents: [], components: [] },
      vendorDeclares: [],
      aiEdit: false,
      ...details,
    } as NonNullable<EvidenceOf<'credentials'>['details']>,
    bytes: 0,
    ms: 0,
    settled: true,
  });
  const key = (details: Partial<EvidenceOf<'credentials'>['details']>) =>
    weigh([found(details)], 'viewer', true).words.key;

  it('says that content changed only of a hash that does not match', () => {
    expect(key({ state: 'invalid', broken: 'content-changed' })).toBe('label_credentials_changed');
    expect(key({ state: 'invalid', broken: 'cannot-verify' })).toBe('label_credentials_unverifiable');
    expect(key({ state: 'revoked', broken: 'cannot-verify' })).toBe('label_credentials_unverifiable');
  });

  it('tells how much of a stream was checked, and never that it was all', () => {
    const session = {
      ...{ segmentsSeen: 9, segmentsChecked: 7, firstInvalid: null, problem: null },
      ...{ suppliedByPage: false, framesMatched: true, framesCompared: 3 },
    };
    const { reasons } = weigh([found({ state: 'trusted', session })], 'viewer', true);
    expect(reasons).toContainEqual({ key: 'why_stream_checked', subs: ['7'] });
    const whole = weigh([found({ state: 'trusted' })], 'viewer', true).reasons;
    expect(whole.map(({ key }) => key)).not.toContain('why_stream_checked');
  });

  it('claims nothing of a content that was not compared', () => {
    const declared = { active: ['trainedAlgorithmicMedia'], parents: [], components: [] };
    for (const state of ['trusted', 'unrecognised'] as const) {
      const item = found({ state, declared, contentCheck: 'not-made' });
      const verdict = weigh([{ ...item, outcome: 'could-not-check', reason: 'too-large' }], 'viewer', true);
      expect(verdict.label).toBe('could-not-check');
      expect(verdict.words.subs).toEqual([{ key: 'reason_too_large', subs: [] }]);
    }
  });

  it('never calls credentials that cannot be read nothing found', () => {
    const label = (state: 'malformed' | 'remote') => weigh([found({ state })], 'viewer', true).words;
    expect(label('malformed').subs).toEqual([{ key: 'reason_credentials_malformed', subs: [] }]);
    expect(label('remote').subs).toEqual([{ key: 'reason_remote_manifest', subs: [] }]);
  });

  it('follows a declaration through the ingredients', () => {
    const ai = ['trainedAlgorithmicMedia'];
    expect(key({ state: 'trusted', declared: { active: [], parents: ai, components: [] } })).toBe(
      'label_ai_generated',
    );
    expect(key({ state: 'trusted', declared: { active: [], parents: [], components: ai } })).toBe(
      'label_ai_edited',
    );
    expect(key({ state: 'unrecognised', declared: { active: ai, parents: [], components: [] } })).toBe(
      'label_credentials_unrecognised',
    );
    expect(
      key({
        state: 'trusted',
        vendorDeclares: [
          { field: 'com.adobe.digitalSourceType', digitalSourceType: 'trainedAlgorithmicMedia' },
        ],
      }),
    ).toBe('label_ai_generated');
  });
});

describe('words for sound', () => {
  it('speak of no video, whatever was found', () => {
    // Where there are no pictures, nobody compares any.
    const heard = REASONS.filter((reason) => reason !== 'frames-differ' && reason !== 'no-frames');
    const failed = heard.map(
      (reason): Evidence => ({
        ...{ source: 'credentials', outcome: 'could-not-check', reason, details: null },
        ...{ bytes: 0, ms: 0, settled: true },
      }),
    );
    const none: Evidence = {
      ...{ source: 'credentials', outcome: 'not-found', reason: null, details: emptyDetails('none') },
      ...{ bytes: 0, ms: 0, settled: true },
    };
    const keys = [...failed, none].flatMap((evidence) => {
      const { label, words, reasons } = weigh([evidence], 'investigator', true, 'audio');
      expect(label).toBe(weigh([evidence], 'investigator', true).label);
      return [words, ...reasons].flatMap(({ key, subs }) => [
        key,
        ...subs.map((sub) => (typeof sub === 'string' ? '' : sub.key)),
      ]);
    });
    const spoken = [...new Set(keys)].map((key) => readMessages('en')[key]?.message ?? '');
    expect(spoken.filter((message) => /\bvideo\b/i.test(message))).toEqual([]);
  });
});
