import type { Evidence, EvidenceOf } from '../../evidence/evidence';
import type { CredentialsDetails, IngredientSummary } from '../../evidence/credentials/details';
import type { Mode } from '../../storage/settings';
import { reasonKey, sourceKey } from '../../verdict/reasons';
import type { Verdict } from '../../verdict/labels';
import { day, moment } from '../shared/format';
import { say, t } from '../text';
import { type Estimate, estimateOf } from './estimate-model';
import { CARD_TEXT } from './keys';

/** One line of the card's table; `remark` says how far the value can be relied on. */
export interface Fact {
  term: string;
  value: string;
  remark?: string;
}

/** All that the card shows, in words. */
export interface CardModel {
  title: string;
  reasons: string[];
  facts: Fact[];
  /** What the video was made from: title and what is known of it. */
  sources: { title: string; state: string }[];
  /** What could not be checked, and why, where the reasons do not say it. */
  unchecked: string[];
  limits: string[];
  /** For investigators, and for viewers where its operating point was measured. */
  estimate: Estimate | null;
  /** For investigators. */
  costs: { source: string; bytes: number; ms: number }[];
  /** Where the check was made, and what was asked for besides what the page did. */
  footer: string;
}

/** Marks that turn or hide text are no part of a name. */
const TRICKS = /[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** A string out of a file, as it may stand in a table: the attacker's, perhaps. */
const foreign = (text: string): string => text.replace(TRICKS, ' ').trim();

const declared = (type: string): string => {
  const key = `declares_${type}`;
  return Object.hasOwn(CARD_TEXT, key) ? t(key) : foreign(type);
};

function listFact({ list, listKind, listDate }: CredentialsDetails): Fact[] {
  if (!list || !listKind) return [];
  const kind = t(`card_list_${listKind}`);
  const value = listDate
    ? t('card_list_dated', list, kind, day(listDate))
    : t('card_list_undated', list, kind);
  return [{ term: t('card_list'), value }];
}

/** The original file's host and every host that was asked to get there. */
function originalFact({ original }: CredentialsDetails): Fact[] {
  if (!original || original.hosts.length === 0) return [];
  const remark = t('card_original_asked', original.hosts.join(', '));
  return [{ term: t('card_original'), value: original.host, remark }];
}

function factsOf(details: CredentialsDetails): Fact[] {
  const facts: Fact[] = [];
  if (details.issuer)
    facts.push({
      term: t('card_issuer'),
      value: foreign(details.issuer),
      ...(details.issuerRecognised ? {} : { remark: t('card_issuer_own_word') }),
    });
  if (details.claimGenerator)
    facts.push({ term: t('card_generator'), value: foreign(details.claimGenerator) });
  const date = moment(details.signedAt);
  if (date) {
    const remark = t(details.timeStamped ? 'card_date_stamped' : 'card_date_own_word');
    facts.push({ term: t('card_date'), value: date, remark });
  }
  const types = new Set([
    ...details.declares,
    ...details.vendorDeclares.map((vendor) => vendor.digitalSourceType),
  ]);
  if (types.size > 0) facts.push({ term: t('card_declares'), value: [...types].map(declared).join('; ') });
  return [...facts, ...listFact(details), ...originalFact(details)];
}

const sourceOf = ({ title, state }: IngredientSummary) => ({
  title: foreign(title) || t('card_ingredient_untitled'),
  state: t(`card_ingredient_${state}`),
});

/** What failed and is not already among the verdict's reasons; viewers are spared the estimate's abstentions. */
function uncheckedOf(verdict: Verdict, evidence: readonly Evidence[], mode: Mode): string[] {
  const told = new Set(
    verdict.reasons.flatMap(({ subs }) => subs.map((sub) => (typeof sub === 'string' ? '' : sub.key))),
  );
  for (const sub of verdict.words.subs) if (typeof sub !== 'string') told.add(sub.key);
  return evidence
    .filter(
      ({ outcome, source }) =>
        outcome === 'could-not-check' && (mode === 'investigator' || source !== 'classifier'),
    )
    .filter(({ reason }) => !told.has(reasonKey(reason ?? 'internal')))
    .map(({ source, reason }) => `${t(sourceKey(source))}: ${t(reasonKey(reason ?? 'internal'))}`);
}

function limitsOf(verdict: Verdict): string[] {
  if (verdict.label !== 'nothing-found') return [];
  const told = verdict.reasons.some(({ key }) => key.startsWith('why_no_credentials_limit'));
  return [...(told ? [] : [t('card_no_proof')]), t('card_invisible_marks')];
}

const isCredentials = (item: Evidence): item is EvidenceOf<'credentials'> => item.source === 'credentials';
const isClassifier = (item: Evidence): item is EvidenceOf<'classifier'> => item.source === 'classifier';

/**
 * The card of one verdict in words; strings out of manifests stay strings, whatever they hold.
 * @param isAsking hosts of the original file are being asked right now
 */
export function cardModel(
  verdict: Verdict,
  evidence: readonly Evidence[],
  mode: Mode,
  isAsking = false,
): CardModel {
  const details = evidence.find(isCredentials)?.details ?? null;
  const classifier = evidence.find(isClassifier);
  const investigator = mode === 'investigator';
  const notes = (details?.notes ?? []).map((note) => t(`note_${note}`));
  return {
    title: say(verdict.words),
    reasons: [...new Set([...verdict.reasons.map(say), ...notes])],
    facts: details ? factsOf(details) : [],
    sources: (details?.ingredients ?? []).map(sourceOf),
    unchecked: uncheckedOf(verdict, evidence, mode),
    limits: limitsOf(verdict),
    estimate: classifier ? estimateOf(classifier, mode) : null,
    costs: investigator
      ? evidence.map(({ source, bytes, ms }) => ({ source: t(sourceKey(source)), bytes, ms }))
      : [],
    footer: t(isAsking || details?.original ? 'card_local_original' : 'card_local'),
  };
}
