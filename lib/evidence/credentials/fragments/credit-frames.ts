import type { EvidenceOf, Subject } from '../../evidence';
import type { FramesMatch } from '../../../media/frames-match';
import { type CredentialState, emptyDetails } from '../details';
import type { StreamSession } from './findings';

/**
 * Credits what was read from bytes found behind a stream to the video on screen, or does not. A page may fetch signed
 * bytes and show other pictures: then nothing that the bytes say is said of the video, not even who issued them. What
 * was found wrong with the bytes that the page itself fetched stands also where pictures could not be compared.
 * That bytes hold no credentials is believed of what the page fetched, and of what it hands over unless it shows other pictures.
 * @param medium sound alone can never be credited this way
 */
export function creditFrames(
  evidence: EvidenceOf<'credentials'>,
  { matched, compared }: Pick<FramesMatch, 'matched' | 'compared'>,
  medium: Subject['medium'] = 'video',
): EvidenceOf<'credentials'> {
  const { details } = evidence;
  if (!details) return evidence;
  const session: StreamSession = {
    ...(details.session ?? WHOLE_FILE),
    ...{ framesMatched: matched, framesCompared: compared },
  };
  const wrong = details.state === 'invalid' || details.state === 'revoked';
  const unsaid = NAMELESS.has(details.state) && !(session.suppliedByPage && matched === false);
  if (matched === true || unsaid || (matched === null && wrong))
    return { ...evidence, details: { ...details, session } };
  const silent = { ...emptyDetails('unreadable'), contentCheck: 'not-made' as const };
  if (evidence.outcome === 'could-not-check') return { ...evidence, details: { ...silent, session } };
  return {
    ...evidence,
    outcome: 'could-not-check',
    reason: matched === false ? 'frames-differ' : medium === 'audio' ? 'no-pictures' : 'no-frames',
    details: {
      ...silent,
      session: { ...session, problem: matched === false ? 'frames-differ' : 'frames-unknown' },
    },
  };
}

/** States in which nobody is named and nothing declared. */
const NAMELESS: ReadonlySet<CredentialState> = new Set(['none', 'malformed', 'remote', 'unreadable']);

/** A single file behind a stream is one piece. */
const WHOLE_FILE: StreamSession = {
  segmentsSeen: 1,
  segmentsChecked: 1,
  firstInvalid: null,
  suppliedByPage: false,
  framesMatched: null,
  framesCompared: 0,
  problem: null,
};
