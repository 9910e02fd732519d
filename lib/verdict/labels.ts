/** L1 labels in order of precedence, strongest first; `checking` and the two empty states last. */
export const LABELS = [
  'credentials-invalid',
  'ai-generated',
  'ai-edited',
  'camera-captured',
  'credentials',
  'known-copy',
  'credentials-unrecognised',
  'platform-label',
  'visible-mark',
  'classifier-strong',
  'checking',
  'could-not-check',
  'nothing-found',
] as const;
export type Label = (typeof LABELS)[number];

/**
 * A sentence of `public/_locales`: its message name and substitutions, each a cleaned string
 * (possibly the attacker's) or a sentence of its own. `say()` in lib/ui/text.ts turns it into words.
 */
export interface Sentence {
  key: string;
  subs: (string | Sentence)[];
}

/** What the badge and the card say about one video. */
export interface Verdict {
  label: Label;
  /** The label's words (they differ within one label: invalid by content or by signature). */
  words: Sentence;
  /** The reasons, strongest first, one or two sentences each. */
  reasons: Sentence[];
  /** True once every source has settled. */
  final: boolean;
}
