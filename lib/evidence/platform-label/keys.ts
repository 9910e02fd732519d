import type { Disagreement, LabelKind } from './details';

/** The sentence for each kind of label: `$1` the platform, `$2` its own words. */
export const KIND_KEYS: Record<LabelKind, string> = {
  declared: 'why_platform_declared',
  detected: 'why_platform_detected',
  credentials: 'why_platform_credentials',
  captured: 'why_platform_captured',
  'cannot-tell': 'why_platform_cannot_tell',
};

/** The sentence for each disagreement; it stands in front of the kind's. */
export const DISAGREEMENT_KEYS: Record<Disagreement, string> = {
  'credentials-declare-ai-label-missing': 'why_label_missing',
  'label-without-declaration': 'why_label_without_declaration',
  'captured-label-but-credentials-declare-ai': 'why_captured_label_but_ai',
};
