import type { Disagreement, LabelKind } from './details';

/**
 * English words of what a platform's label amounts to, by message name; `$1` is the platform, `$2` its own words.
 * `label_platform_label` ("Labelled as AI by $PLATFORM$") exists already.
 */
export const PLATFORM_LABEL_MESSAGES = {
  source_platform_label: 'Label on the page',
  why_platform_declared: '$1 shows “$2” beside this video: whoever uploaded it said so.',
  why_platform_detected:
    '$1 shows “$2” beside this video: $1 found this itself, or its own tool made the video.',
  why_platform_credentials: '$1 shows “$2” beside this video, taken from the file’s Content Credentials.',
  why_platform_captured:
    '$1 shows “$2” beside this video: by its Content Credentials it was captured with a camera.',
  why_platform_cannot_tell: '$1 shows “$2” beside this video; its words don’t tell who said so.',
  why_platform_none: '$1 shows no AI label beside this video. That doesn’t show whether it was made with AI.',
  why_platform_limit: 'This is the platform’s word; it was not checked here.',
  why_label_missing: 'Its Content Credentials declare AI, but $1 shows no AI label beside it.',
  why_label_without_declaration: '$1 labels it as AI, but its Content Credentials declare no AI.',
  why_captured_label_but_ai:
    '$1 labels it as captured with a camera, but its Content Credentials declare AI.',
  original_look: 'Look for the original file',
  original_kept_upload: 'the upload that $1 keeps',
  original_origin_server: 'the file on the server where it was posted',
  original_page_metadata: 'the file that the page names',
} as const;

type MessageKey = keyof typeof PLATFORM_LABEL_MESSAGES;

/** The sentence for each kind of label. */
export const KIND_KEYS: Record<LabelKind, MessageKey> = {
  declared: 'why_platform_declared',
  detected: 'why_platform_detected',
  credentials: 'why_platform_credentials',
  captured: 'why_platform_captured',
  'cannot-tell': 'why_platform_cannot_tell',
};

/** The sentence for each disagreement; it stands in front of the kind's. */
export const DISAGREEMENT_KEYS: Record<Disagreement, MessageKey> = {
  'credentials-declare-ai-label-missing': 'why_label_missing',
  'label-without-declaration': 'why_label_without_declaration',
  'captured-label-but-credentials-declare-ai': 'why_captured_label_but_ai',
};
