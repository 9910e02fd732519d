import type { EvidenceOf } from '../../evidence/evidence';
import { reasonKey } from '../../verdict/reasons';
import { t } from '../text';

/** What investigators see of the classifier's estimate. */
export interface Estimate {
  /** Band in words, or why there is no estimate. */
  band: string;
  abstained: boolean;
  /** Two decimals; null without an estimate. */
  score: string | null;
  frames: string | null;
  /** Score of each frame, 0..1, in order of time. */
  scores: number[];
  model: string | null;
  limits: string[];
}

const framesKey = { page: 'card_frames_from_page', 'key-frames': 'card_frames_from_key_frames' } as const;

export function estimateOf({ details, reason }: EvidenceOf<'classifier'>): Estimate {
  const why = details?.abstainReason ?? reason;
  const abstained = details === null || details.abstained || details.band === null;
  const band = abstained
    ? t('card_estimate_abstained', t(reasonKey(why ?? 'internal')))
    : t(`card_band_${details.band?.replace('-', '_')}`);
  const limits = [t('card_estimate_limit')];
  if (details && !details.operatingPointMeasured) limits.unshift(t('card_estimate_unmeasured'));
  return {
    band,
    abstained,
    score: details?.pAI == null ? null : details.pAI.toFixed(2),
    frames: details?.framesFrom ? t(framesKey[details.framesFrom], String(details.frames.length)) : null,
    scores: (details?.frames ?? []).map((frame) => frame.score),
    model: details ? `${details.model.name} ${details.model.version}` : null,
    limits: abstained ? [] : limits,
  };
}
