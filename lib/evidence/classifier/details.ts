/** Bands of evidence strength; viewers never see a number. */
export const BANDS = ['weak', 'moderate', 'strong', 'very-strong'] as const;
export type Band = (typeof BANDS)[number];

export interface ClassifierDetails {
  /** Calibrated estimates in 0..1, null where no frame could be decoded. */
  pAI: number | null;
  pSora: number | null;
  band: Band | null;
  abstained: boolean;
  /** Why it abstained, a `Reason`. */
  abstainReason: string | null;
  /** Frames scored: presentation time in seconds and score 0..1 of each. */
  frames: { time: number; score: number }[];
  framesFrom: 'page' | 'key-frames' | null;
  model: { name: string; version: string; sha256: string };
  /** An operating point has been measured, so that strong evidence may reach the label. */
  operatingPointMeasured: boolean;
}
