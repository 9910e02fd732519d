import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDetails, type CredentialsDetails } from '../../../lib/evidence/credentials/details';
import type { OriginalDetails, OriginalFinding } from '../../../lib/evidence/credentials/original-details';
import { withOriginal } from '../../../lib/evidence/credentials/original-evidence';
import type { EvidenceOf } from '../../../lib/evidence/evidence';
import { offerOf } from '../../../lib/messaging/original-offer';
import { reweigh } from '../../../lib/messaging/tell-frame';
import type { OriginalState, VideoRecord } from '../../../lib/messaging/video-record';
import { record } from '../ui/records';

const signed: CredentialsDetails = {
  ...emptyDetails('trusted'),
  ...{ issuer: 'Maker', issuerRecognised: true, list: 'list', listKind: 'official' },
  declared: { active: ['trainedAlgorithmicMedia'], parents: [], components: [] },
};
const credentials = (over: Partial<EvidenceOf<'credentials'>> = {}): EvidenceOf<'credentials'> => ({
  ...{ source: 'credentials', outcome: 'not-found', reason: null, details: emptyDetails('none') },
  ...{ bytes: 100, ms: 10, settled: true },
  ...over,
});
const failed = credentials({ outcome: 'could-not-check', reason: 'stream', details: null });
const own = credentials({ outcome: 'found', details: signed });

const finding = (
  outcome: OriginalDetails['outcome'],
  over: Partial<OriginalDetails> = {},
): OriginalFinding => ({
  details: {
    ...{
      outcome,
      reason: null,
      why: 'kept-upload',
      host: 'pds.example',
      hosts: ['plc.directory', 'pds.example'],
    },
    ...{ framesMatched: outcome === 'credited', comparedWith: 'screen' },
    ...over,
  },
  credentials: outcome === 'credited' ? signed : null,
  ...{ bytes: 1000, ms: 50 },
});
const original = (over: Partial<OriginalState> = {}): OriginalState => ({
  address: { url: 'https://pds.example/file.mp4', why: 'kept-upload', lookup: null },
  ...{ since: null, finding: null, played: null },
  ...over,
});
const of = (item: EvidenceOf<'credentials'>, state: OriginalState | null = original()): VideoRecord =>
  record('a', { evidence: [item], original: state });
const weighed = (item: EvidenceOf<'credentials'>, found: OriginalFinding) =>
  reweigh(of(item, original({ finding: found })), 'viewer');

describe('credentials evidence once an original file was looked for', () => {
  it('is that of the original, with where it came from, where that was credited', () => {
    for (const played of [credentials(), failed]) {
      const { evidence, verdict } = weighed(played, finding('credited'));
      expect(verdict.label).toBe('ai-generated');
      expect(verdict.reasons[0]).toEqual({ key: 'why_original_credited', subs: ['pds.example'] });
      expect(evidence[0]).toMatchObject({
        bytes: 1100,
        details: { issuer: 'Maker', original: { host: 'pds.example' } },
      });
    }
    const byFile = weighed(credentials(), finding('credited', { comparedWith: 'playing-file' }));
    expect(byFile.verdict.reasons[0]?.key).toBe('why_original_credited_file');
  });

  it.each([
    [finding('none'), 'why_original_none'],
    [finding('frames-differ'), 'why_original_differs'],
    [finding('not-compared'), 'why_original_not_compared'],
    [finding('failed', { reason: 'login' }), 'why_original_failed'],
    [finding('failed', { reason: 'no-permission' }), 'why_original_no_access'],
  ])('keeps its label otherwise, and tells what came of it: $1', (found, key) => {
    const label = (item: EvidenceOf<'credentials'>) => reweigh(of(item), 'viewer').verdict.words;
    for (const played of [credentials(), failed]) {
      const { verdict } = weighed(played, found);
      expect(verdict.words).toEqual(label(played));
      expect(verdict.reasons.at(-1)?.key).toBe(key);
    }
  });

  it('says what helps against a file that is too large', () => {
    const { verdict } = weighed(credentials(), finding('failed', { reason: 'too-large' }));
    expect(verdict.reasons.slice(-2).map(({ key }) => key)).toEqual([
      'why_original_failed',
      'help_too_large',
    ]);
  });

  it('is that of what plays, where it has credentials itself', () => {
    expect(withOriginal(own, finding('credited'))).toBe(own);
  });

  it('is made of what plays each time anew, however often', () => {
    const outcomes = ['credited', 'none', 'frames-differ', 'not-compared'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...outcomes),
        fc.array(fc.constantFrom(credentials(), failed), { minLength: 1 }),
        (outcome, seen) => {
          let now = of(credentials(), original({ finding: finding(outcome) }));
          for (const item of seen) {
            now = reweigh(reweigh({ ...now, evidence: [item] }, 'viewer'), 'viewer');
            expect(now.original?.played).toEqual(item);
            expect(now.evidence).toEqual([withOriginal(item, finding(outcome))]);
          }
        },
      ),
    );
  });
});

describe('what is offered', () => {
  it('names the host that is asked first', () => {
    expect(offerOf(of(credentials()))).toEqual({
      ...{ state: 'offered', host: 'pds.example', namesAnother: false, again: false, missingAccess: null },
    });
    const lookup = {
      kind: 'mastodon-status',
      url: 'https://social.example/api/v1/statuses/1',
      playing: '',
    } as const;
    expect(
      offerOf(of(credentials(), original({ address: { url: null, why: 'origin-server', lookup } }))),
    ).toMatchObject({
      ...{ host: 'social.example', namesAnother: true },
    });
  });

  it.each<[string, VideoRecord]>([
    ['no address is known', of(credentials(), null)],
    ['what plays has credentials', of(own)],
    ['it is still being checked', { ...of(credentials()), state: 'queued' }],
    ['it was not asked about', { ...of(credentials()), state: 'waiting' }],
    ['it was credited', of(credentials(), original({ finding: finding('credited') }))],
    ['it has no credentials', of(credentials(), original({ finding: finding('none') }))],
    ['its pictures differ', of(credentials(), original({ finding: finding('frames-differ') }))],
    ['the video is encrypted', record('a', { original: original(), subject: { encrypted: true } })],
    ['the video is live', record('a', { original: original(), subject: { live: true } })],
    [
      'nothing could be compared',
      record('a', { original: original(), subject: { url: 'blob:https://x.example/1', pixels: 'tainted' } }),
    ],
  ])('is nothing where %s', (_, video) => {
    expect(offerOf(video)).toBeNull();
  });

  it('is another look where that may go better, with the access that lacks', () => {
    const offer = (found: OriginalFinding) => offerOf(of(credentials(), original({ finding: found })));
    expect(offer(finding('not-compared'))).toMatchObject({
      state: 'offered',
      again: true,
      missingAccess: null,
    });
    expect(offer(finding('failed', { reason: 'no-permission', host: 'far.example' }))).toMatchObject({
      ...{ again: true, missingAccess: '*://far.example/*' },
    });
  });

  it('is waiting while it is looked for, and no longer than that can take', () => {
    const looking = of(credentials(), original({ since: 1000 }));
    expect(offerOf(looking, 2000)).toMatchObject({ state: 'looking' });
    expect(offerOf(looking, 200_000)).toMatchObject({ state: 'offered' });
  });
});
