import { cleanText } from '../credentials/clean-text';
import type { CredentialsDetails } from '../credentials/details';
import { type Disagreement, LABEL_KINDS, type LabelKind, type PlatformLabelDetails } from './details';

/** Longest text that is taken from a page as its label. */
const LONGEST = 60;

/** What the content script read beside a video. Untrusted: words and kind come from the page's process. */
export interface LabelReport {
  /** A name of the site table; nothing else may stand in "Labelled as AI by …". */
  platform: string;
  /** The layout and the language are ones in which a label would have been recognised. */
  known: boolean;
  label: { kind: LabelKind; text: string; hook: string } | null;
}

/** Evidence of a platform's own label: costs nothing, and stands as soon as it is read. */
export interface PlatformLabelEvidence {
  source: 'platform-label';
  outcome: 'found' | 'not-found';
  reason: null;
  details: PlatformLabelDetails;
  bytes: 0;
  ms: 0;
  settled: true;
}

const AI_TYPES = new Set([
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'trainedAlgorithmicData',
]);

/** Credentials that are about this very content, whoever issued them. */
function isBound(credentials: CredentialsDetails | null): credentials is CredentialsDetails {
  if (credentials?.contentCheck !== 'done') return false;
  return credentials.state === 'trusted' || credentials.state === 'unrecognised';
}

function declaresAi({ declared, vendorDeclares, aiEdit }: CredentialsDetails): boolean {
  const types = [
    ...[declared.active, declared.parents, declared.components].flat(),
    ...vendorDeclares.map(({ digitalSourceType }) => digitalSourceType),
  ];
  return aiEdit || types.some((type) => AI_TYPES.has(type));
}

/** Where credentials of the same content say something else; null as long as there are none to compare with. */
export function disagreement(
  kind: LabelKind | null,
  credentials: CredentialsDetails | null,
): Disagreement | null {
  if (!isBound(credentials)) return null;
  const declared = declaresAi(credentials);
  if (kind === null) return declared ? 'credentials-declare-ai-label-missing' : null;
  if (kind === 'captured') return declared ? 'captured-label-but-credentials-declare-ai' : null;
  return declared ? null : 'label-without-declaration';
}

/**
 * Evidence from what was read beside a video, beside what is known of its credentials so far.
 *
 * @param report null where the page is of no site that is known, or the post was not recognised
 * @returns null where there is nothing to say: an unknown layout or language is not "no label"
 */
export function platformLabelEvidence(
  report: LabelReport | null,
  credentials: CredentialsDetails | null,
): PlatformLabelEvidence | null {
  if (!report || (report.label === null && !report.known)) return null;
  const kind = report.label && LABEL_KINDS.includes(report.label.kind) ? report.label.kind : null;
  const text = report.label && cleanText(report.label.text, LONGEST);
  // A label that has no word left is none that could be shown, and nothing is known of it either.
  if (report.label !== null && (kind === null || text === null)) return null;
  return {
    source: 'platform-label',
    outcome: report.label ? 'found' : 'not-found',
    reason: null,
    details: {
      platform: cleanText(report.platform, LONGEST) ?? '',
      kind,
      text,
      disagrees: disagreement(kind, credentials),
    },
    ...{ bytes: 0, ms: 0, settled: true },
  };
}
