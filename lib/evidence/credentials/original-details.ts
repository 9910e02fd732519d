import type { Reason } from '../check-error';
import type { CredentialsDetails } from './details';

/**
 * Why a file is taken for the original of a video.
 * - `kept-upload`: the platform, or the account's own server, keeps what was uploaded
 * - `origin-server`: what plays is a copy of a file of another server
 * - `page-metadata`: the page names it in its metadata
 */
export const ORIGINAL_WHYS = ['kept-upload', 'origin-server', 'page-metadata'] as const;
export type OriginalWhy = (typeof ORIGINAL_WHYS)[number];

/**
 * What came of looking for an original file.
 * - `credited`: its credentials were read, and its pictures are those shown
 * - `none`: it carries no credentials; whether it is the original was then not looked at
 * - `frames-differ`: its pictures are not those shown, so nothing in it is said of the video
 * - `not-compared`: no pictures to compare it with
 * - `failed`: it could not be checked, for the reason given
 */
export type OriginalOutcome = 'credited' | 'none' | 'frames-differ' | 'not-compared' | 'failed';

export interface OriginalDetails {
  outcome: OriginalOutcome;
  /** Null unless the outcome is `failed`. */
  reason: Reason | null;
  why: OriginalWhy;
  /** Host of the file; where it was not reached, the host at which the way ended. */
  host: string;
  /** Every host that was asked, in order. */
  hosts: string[];
  /** Null where nothing was compared. */
  framesMatched: boolean | null;
  /** What its pictures were compared with: those on screen, or those of the file that plays where the browser hides these. */
  comparedWith: 'screen' | 'playing-file' | null;
}

/** The answer to one look; bytes over the network, wall time in milliseconds. */
export interface OriginalFinding {
  details: OriginalDetails;
  /** Null unless credited. */
  credentials: CredentialsDetails | null;
  bytes: number;
  ms: number;
}
