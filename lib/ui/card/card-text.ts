import { t } from '../text';
import type { CardModel, Fact } from './card-model';
import type { Estimate } from './estimate-model';

const lineOf = ({ term, value, remark }: Fact): string =>
  remark ? `${term}: ${value} (${remark})` : `${term}: ${value}`;

const section = (title: string, lines: string[]): string[] => (lines.length > 0 ? [title, ...lines] : []);

function estimateLines({ band, score, frames, limits }: Estimate): string[] {
  const lines = [lineOf({ term: t('card_estimate_band'), value: band, remark: limits.join(' ') })];
  if (score !== null) lines.push(lineOf({ term: t('card_estimate_score'), value: score }));
  if (frames !== null) lines.push(lineOf({ term: t('card_estimate_frames'), value: frames }));
  return lines;
}

/**
 * The words of a card as plain text, for the viewer to take along: generated text cannot be selected (badge/said.tsx).
 * @param isChecked as in the card: then its last line says where
 */
export function cardText(model: CardModel, isChecked: boolean): string {
  const { title, reasons, limits, facts, sources, unchecked, estimate, footer } = model;
  const made = sources.map(({ title: name, state }) => `${name}: ${state}`);
  const blocks = [
    [title],
    [...reasons, ...limits],
    facts.map(lineOf),
    section(t('card_sources'), made),
    section(t('card_not_checked'), unchecked),
    section(t('card_estimate'), estimate ? estimateLines(estimate) : []),
    isChecked ? [footer] : [],
  ];
  return blocks
    .filter(({ length }) => length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
