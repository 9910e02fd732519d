/**
 * Who stands behind a platform's label.
 * - `declared`: the uploader said so
 * - `detected`: the platform found it, or used a tool of its own
 * - `credentials`: taken over from signed metadata
 * - `captured`: the platform says that a camera made it
 * - `cannot-tell`: the words fit more than one of these
 */
export const LABEL_KINDS = ['declared', 'detected', 'credentials', 'captured', 'cannot-tell'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

/**
 * Where the platform and the credentials of the same video say different things.
 * - `credentials-declare-ai-label-missing`: AI is declared, but no label stands beside the video
 * - `label-without-declaration`: labelled as AI, but the credentials that are there declare no AI
 * - `captured-label-but-credentials-declare-ai`: labelled as captured, but AI is declared
 */
export const DISAGREEMENTS = [
  'credentials-declare-ai-label-missing',
  'label-without-declaration',
  'captured-label-but-credentials-declare-ai',
] as const;
export type Disagreement = (typeof DISAGREEMENTS)[number];

/** A label that stands beside a video. `text` is what the page shows, or the words of its data; `hook` how it was found. */
export interface LabelFinding {
  platform: string;
  kind: LabelKind;
  text: string;
  hook: string;
}

export interface PlatformLabelDetails {
  platform: string;
  /** Null where the post was recognised and carries no label; so is `text`. */
  kind: LabelKind | null;
  text: string | null;
  disagrees: Disagreement | null;
}
