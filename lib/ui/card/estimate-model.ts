import type { EvidenceOf } from '../../evidence/evidence';
import { reasonKey } from '../../verdict/reasons';
import type { Mode } from '../../storage/settings';
import { instants } from '../shared/format';
import { t } from '../text';

/** What the card says of the classifier's estimate; numbers are for investigators. */
export interface Estimate {
  /** Band in words, or why there is no estimate. */
  band: string;
  abstained: boolean;
  /** Two decimals; null without an estimate. */
  score: string | null;
  frames: string | null;
  /** When in the video the frames were taken. */
  times: string | null;
  /** Score of each frame, 0..1, in order of time. */
  scores: number[];
  model: string | null;
  limits: string[];
}

const framesKey = { page: 'card_frames_from_page', 'key-frames': 'card_frames_from_key_frames' } as const;

/** Null where this viewer is not to see it: an estimate without a measured operating point is for investigators. */
export function estimateOf({ details, reason }: EvidenceOf<'classifier'>, mode: Mode): Estimate | null {
  const investigator = mode === 'investigator';
  if (!investigator && !details?.operatingPointMeasured) return null;
  const why = details?.abstainReason ?? reason;
  const abstained = details === null || details.abstained || details.band === null;
  const band = abstained
    ? t('card_estimate_abstained', t(reasonKey(why ?? 'internal')))
    : t(`card_band_${details.band?.replace('-', '_')}`);
  const limits = [t('card_estimate_limit')];
  if (details && !abstained && !details.operatingPointMeasured) limits.unshift(t('card_estimate_unmeasured'));
  const taken = details?.frames ?? [];
  return {
    band,
    abstained,
    score: details?.pAI == null || !investigator ? null : details.pAI.toFixed(2),
    frames: details?.framesFrom ? t(framesKey[details.framesFrom], String(taken.length)) : null,
    times: taken.length > 0 ? t('card_frames_times', instants(taken.map(({ time }) => time))) : null,
    scores: investigator ? taken.map((frame) => frame.score) : [],
    model: details && investigator ? `${details.model.name} ${details.model.version}` : null,
    limits,
  };
}
