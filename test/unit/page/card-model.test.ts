import { describe, expect, it, vi } from 'vitest';
import type { CredentialsDetails } from '../../../lib/evidence/credentials/details';
import type { Evidence, EvidenceOf } from '../../../lib/evidence/evidence';
import { REASONS } from '../../../lib/evidence/check-error';
import { cardModel } from '../../../lib/ui/card/card-model';
import { cardText } from '../../../lib/ui/card/card-text';
import { CARD_TEXT } from '../../../lib/ui/card/keys';
import { weigh } from '../../../lib/verdict/weigh';
import { englishMessage } from '../ui/english';

vi.mock('wxt/browser', () => ({
  browser: { i18n: { getMessage: (key: string, subs: string[]) => englishMessage(key, subs) } },
}));

const sora: CredentialsDetails = {
  state: 'trusted',
  broken: null,
  issuer: 'OpenAI',
  issuerRecognised: true,
  list: 'CAI',
  listKind: 'interim',
  listDate: '2026-01-01T12:00:00Z',
  claimGenerator: 'Sora',
  signedAt: '2025-10-03T12:00:00Z',
  timeStamped: true,
  declares: ['trainedAlgorithmicMedia'],
  declared: { active: ['trainedAlgorithmicMedia'], parents: [], components: [] },
  vendorDeclares: [],
  aiEdit: false,
  parentChainIntact: true,
  actions: [],
  irregular: [],
  ingredients: [],
  failures: [],
  notes: [],
  contentCheck: 'done',
};

const cost = { bytes: 65_536, ms: 84, settled: true };

const credentials = (details: Partial<CredentialsDetails> = {}): EvidenceOf<'credentials'> => ({
  source: 'credentials',
  outcome: 'found',
  reason: null,
  details: { ...sora, ...details },
  ...cost,
});

const failed = (source: Evidence['source'], reason: (typeof REASONS)[number]): Evidence => ({
  source,
  outcome: 'could-not-check',
  reason,
  details: null,
  ...cost,
});

const estimate: EvidenceOf<'classifier'> = {
  source: 'classifier',
  outcome: 'found',
  reason: null,
  details: {
    pAI: 0.834,
    pSora: 0.2,
    band: 'strong',
    abstained: false,
    abstainReason: null,
    frames: [
      { time: 0.04, score: 0.9 },
      { time: 1.25, score: 0.8 },
      { time: 12, score: 0.8 },
    ],
    framesFrom: 'page',
    model: { name: 'trace', version: '1', sha256: '' },
    operatingPointMeasured: false,
  },
  ...cost,
};

const card = (evidence: Evidence[], mode: 'viewer' | 'investigator' = 'viewer') =>
  cardModel(weigh(evidence, mode, true), evidence, mode);

const fact = (evidence: Evidence[], term: string) => card(evidence).facts.find((line) => line.term === term);

describe('the card of credentials', () => {
  it('gives issuer, claim generator, date, declaration and the list with its kind and date', () => {
    expect(card([credentials()]).title).toBe('AI-generated');
    expect(card([credentials()]).facts.map(({ value }) => value)).toEqual([
      'OpenAI',
      'Sora',
      expect.stringContaining('Oct 3, 2025'),
      'made by generative AI',
      'CAI, interim list, frozen in January 2026, copy of Jan 1, 2026',
    ]);
  });

  it("marks a name that is only the certificate's own word, and a date that is only the file's", () => {
    const stranger = credentials({
      issuerRecognised: false,
      state: 'unrecognised',
      list: null,
      timeStamped: false,
    });
    expect(fact([stranger], 'Issued by')?.remark).toContain('no trust list confirms it');
    expect(fact([stranger], 'Date')?.remark).toBe('As the file itself says.');
    expect(fact([credentials()], 'Issued by')?.remark).toBeUndefined();
  });

  it('shows hostile strings without what would turn or hide text', () => {
    const hostile = credentials({
      issuer: 'Open\u202eIA\u0000\u200b',
      claimGenerator: '<img onerror=x>',
      declares: ['__proto__'],
    });
    expect(fact([hostile], 'Issued by')?.value).toBe('Open IA');
    expect(fact([hostile], 'Made with')?.value).toBe('<img onerror=x>');
    expect(fact([hostile], 'Declares')?.value).toBe('__proto__');
  });

  it('tells in words what is wrong with each source it was made from', () => {
    const { sources } = card([
      credentials({
        ingredients: [
          {
            title: 'cat.mov',
            relationship: 'parentOf',
            state: 'invalid',
            failures: ['assertion.dataHash.mismatch'],
          },
          { title: '', relationship: 'componentOf', state: 'none', failures: [] },
        ],
      }),
    ]);
    expect(sources).toEqual([
      { title: 'cat.mov', state: 'it does not match its credentials.' },
      { title: 'a source without a name', state: 'it has no credentials of its own.' },
    ]);
  });

  it('says a note once', () => {
    const { reasons } = card([credentials({ notes: ['second_box', 'second_box'] })]);
    expect(reasons.filter((reason) => reason.includes('more than one set'))).toHaveLength(1);
  });
});

describe('the card of what was not found or not checked', () => {
  const nothing: Evidence = {
    ...credentials({ state: 'none', issuer: null }),
    outcome: 'not-found',
    details: null,
  };

  it('never lets an empty result pass for an all-clear', () => {
    const { title, reasons, limits } = card([nothing]);
    expect(title).toBe('No credentials found');
    expect([...reasons, ...limits]).toContain("This doesn't show whether the video was made with AI.");
  });

  it('says each failure once, whether in the title, the reasons or below', () => {
    for (const reason of REASONS) {
      const { title, reasons, unchecked } = card([failed('credentials', reason)]);
      const words = englishMessage(`reason_${reason.replaceAll('-', '_')}`);
      expect(words).not.toBe('');
      expect(title).toContain(words);
      expect([...reasons, ...unchecked].filter((line) => line.includes(words))).toHaveLength(1);
    }
  });

  it('spares viewers the estimate, and shows investigators all of it', () => {
    const evidence = [nothing, estimate];
    expect(card(evidence).estimate).toBeNull();
    expect(card(evidence).costs).toEqual([]);
    const full = card(evidence, 'investigator');
    expect(full.estimate).toMatchObject({ band: 'strong', score: '0.83', model: 'trace 1' });
    expect(full.estimate).toMatchObject({ scores: [0.9, 0.8, 0.8], times: 'Taken at 0, 1.3, 12 sec' });
    expect(full.estimate?.limits[0]).toContain('never reaches the badge');
    expect(full.costs.map(({ source }) => source)).toEqual([
      'Content Credentials',
      'Estimate from the pictures',
    ]);
    expect(card([nothing, failed('classifier', 'too-small')]).unchecked).toEqual([]);
    expect(card([nothing, failed('classifier', 'too-small')], 'investigator').estimate?.abstained).toBe(true);
  });

  it('shows viewers a measured estimate without a number: band, frames, times, and what it does not mean', () => {
    const details = estimate.details && { ...estimate.details, operatingPointMeasured: true };
    const { estimate: shown, title } = card([nothing, { ...estimate, details }]);
    expect(title).toBe('Signs of AI generation');
    expect(shown).toMatchObject({ band: 'strong', score: null, scores: [], model: null });
    expect(shown?.frames).toContain('3 frames');
    expect(shown?.times).toContain('12');
    expect(shown?.limits).toEqual(['Finding no signs does not mean there was no AI.']);
  });

  it('says why it abstained, and that this means nothing', () => {
    const details = estimate.details && {
      ...{ ...estimate.details, operatingPointMeasured: true, band: null },
      ...{ abstained: true, abstainReason: 'still-picture' },
    };
    const abstained = { ...estimate, outcome: 'could-not-check', reason: 'still-picture', details } as const;
    const { estimate: shown, reasons, title } = card([nothing, abstained]);
    expect(title).toBe('No credentials found');
    expect(shown?.band).toMatch(/^No estimate: .*still/);
    expect(shown?.limits).toEqual(['Finding no signs does not mean there was no AI.']);
    expect(reasons.join(' ')).toContain('No estimate was made from the pictures');
  });
});

describe('the text that is copied', () => {
  it('has every word of the card', () => {
    const ingredients = [{ ...{ title: 'clip.mp4', relationship: 'parentOf', state: 'invalid' } }];
    const model = card([credentials({ ingredients: ingredients as never })]);
    const text = cardText(model, true);
    const said = [
      model.title,
      ...model.reasons,
      ...model.facts.flatMap(({ term, value, remark = value }) => [`${term}: ${value}`, remark]),
      'Made from',
      'clip.mp4: it does not match its credentials.',
      model.footer,
    ];
    const places = said.map((words) => text.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(text.indexOf('Made from')).toBeGreaterThan(text.indexOf('Trust list'));
    expect(text.startsWith(model.title)).toBe(true);
    expect(text.endsWith(model.footer)).toBe(true);
    expect(cardText(model, false)).not.toContain(model.footer);
  });

  it('has the estimate of an investigator, with its limits', () => {
    const text = cardText(card([credentials(), estimate], 'investigator'), true);
    expect(text).toContain('Score: 0.83');
    expect(text).toContain('Finding no signs does not mean there was no AI.');
  });
});

it('has words for everything it says', () => {
  for (const key of Object.keys(CARD_TEXT)) expect(englishMessage(key)).not.toBe('');
});
