import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDetails, type CredentialsDetails } from '../../../lib/evidence/credentials/details';
import { LABEL_KINDS, type LabelKind } from '../../../lib/evidence/platform-label/details';
import {
  disagreement,
  type LabelReport,
  platformLabelEvidence,
} from '../../../lib/evidence/platform-label/evidence';
import { credentialsDetails } from '../verdict/arbitraries';

const report = (kind: LabelKind | null, known = true, text = 'AI info'): LabelReport => ({
  platform: 'Instagram',
  known,
  label: kind && { kind, text, hook: 'text:en' },
});

const signed = (types: string[], more: Partial<CredentialsDetails> = {}): CredentialsDetails => ({
  ...emptyDetails('trusted'),
  declared: { active: types, parents: [], components: [] },
  ...more,
});
const AI = signed(['trainedAlgorithmicMedia']);
const CAMERA = signed(['digitalCapture']);

const anyReport: fc.Arbitrary<LabelReport> = fc.record({
  platform: fc.string(),
  known: fc.boolean(),
  label: fc.option(
    fc.record({
      kind: fc.constantFrom(...LABEL_KINDS),
      text: fc.string({ unit: 'binary' }),
      hook: fc.string(),
    }),
  ),
});

describe('a platform’s label as evidence', () => {
  it('is nothing at all where the layout or the language is unknown', () => {
    expect(platformLabelEvidence(null, AI)).toBeNull();
    expect(platformLabelEvidence(report(null, false), AI)).toBeNull();
  });

  it('is "not found" only where the post was recognised', () => {
    expect(platformLabelEvidence(report(null), null)).toMatchObject({
      outcome: 'not-found',
      details: { platform: 'Instagram', kind: null, text: null, disagrees: null },
    });
  });

  it('carries the platform, the kind and its words', () => {
    expect(platformLabelEvidence(report('declared'), null)).toMatchObject({
      outcome: 'found',
      settled: true,
      details: { platform: 'Instagram', kind: 'declared', text: 'AI info', disagrees: null },
    });
  });

  it('cleans and cuts what the page calls a label', () => {
    const hostile = `\u202eIA ${'\u0301'.repeat(50)}${'x'.repeat(500)}\u0000<b>`;
    const text = platformLabelEvidence(report('declared', true, hostile), null)?.details.text ?? '';
    expect(Array.from(text).length).toBeLessThanOrEqual(60);
    expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e]|\p{M}{4}/u);
    expect(platformLabelEvidence(report('declared', true, '\u200b'), null)).toBeNull();
  });

  it.each([
    ['declared AI without a label', null, AI, 'credentials-declare-ai-label-missing'],
    [
      'an AI edit without a label',
      null,
      signed([], { aiEdit: true }),
      'credentials-declare-ai-label-missing',
    ],
    ['a label on declared AI', 'detected', AI, null],
    ['a label on a capture', 'cannot-tell', CAMERA, 'label-without-declaration'],
    ['"captured" on declared AI', 'captured', AI, 'captured-label-but-credentials-declare-ai'],
    ['"captured" on a capture', 'captured', CAMERA, null],
    ['no label on a capture', null, CAMERA, null],
    ['credentials of changed content', null, { ...AI, state: 'invalid' }, null],
    ['credentials whose content was not compared', null, { ...AI, contentCheck: 'not-made' }, null],
    ['credentials still being checked', 'declared', { ...CAMERA, contentCheck: 'pending' }, null],
    ['no credentials', 'declared', emptyDetails('none'), null],
    ['nothing known of credentials', 'declared', null, null],
  ] as const)('compares %s', (_, kind, credentials, expected) => {
    expect(disagreement(kind, credentials)).toBe(expected);
  });

  it('never disagrees with credentials that are not about this content', () => {
    fc.assert(
      fc.property(fc.option(fc.constantFrom(...LABEL_KINDS)), credentialsDetails, (kind, credentials) => {
        const bound =
          credentials.contentCheck === 'done' && ['trusted', 'unrecognised'].includes(credentials.state);
        fc.pre(!bound);
        expect(disagreement(kind, credentials)).toBeNull();
      }),
    );
  });

  it('is evidence of a label exactly where one with words was read', () => {
    fc.assert(
      fc.property(anyReport, fc.option(credentialsDetails), (read, credentials) => {
        const evidence = platformLabelEvidence(read, credentials);
        if (evidence?.outcome === 'found') expect(read.label?.kind).toBe(evidence.details.kind);
        if (evidence?.outcome === 'not-found') expect(read).toMatchObject({ known: true, label: null });
        if (evidence === null) expect(read.label === null ? read.known : true).toBe(read.label !== null);
        expect(Array.from(evidence?.details.text ?? '').length).toBeLessThanOrEqual(60);
      }),
    );
  });
});
