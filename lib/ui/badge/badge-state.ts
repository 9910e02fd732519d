import type { Evidence } from '../../evidence/evidence';
import type { OriginalOffer } from '../../messaging/original-offer';
import type { Verdict } from '../../verdict/labels';

/** What a badge stands for: a video left alone until the viewer asks, or what is known of it so far. */
export type BadgeState =
  | { kind: 'waiting'; why: 'small' | 'hidden' | 'decorative' }
  | { kind: 'verdict'; verdict: Verdict; evidence: readonly Evidence[]; original: OriginalOffer | null };

/** Before the first answer. */
export const CHECKING: BadgeState = {
  kind: 'verdict',
  verdict: { label: 'checking', words: { key: 'label_checking', subs: [] }, reasons: [], final: false },
  evidence: [],
  original: null,
};
