import type { VideoRecord } from '../../messaging/video-record';
import type { IconName } from '../badge/icon-paths';
import { duration } from '../shared/format';
import { hostOf } from '../shared/site';
import { say, t } from '../text';

/** What a row says of one video; every string that came from the page or a file is shortened. */
export interface VideoFacts {
  icon: IconName;
  title: string;
  /** Name in the credentials with the words around it; null where there is none. */
  issuer: string | null;
  /** Message key of what is going on; null once it is done. */
  state: string | null;
  /** Size, length, frame: what tells this video from the others of the page. */
  where: string[];
  /** Host and file name of the media. */
  media: string;
  /** The page keeps our badge out of sight. */
  badgeHidden: boolean;
  /** The page asks for no badges. */
  badgeUnwanted: boolean;
  /** Message key of the button that checks it; null where there is nothing to check. */
  check: string | null;
}

/** @param host of the tab's page, to tell when the video is in a frame of another */
export function videoFacts(video: VideoRecord, host: string): VideoFacts {
  const { subject, state, verdict } = video;
  const untouched = state === 'waiting' || (state === 'queued' && video.evidence.length === 0);
  return {
    icon: untouched ? 'waiting' : verdict.label,
    title: untouched ? t('popup_not_checked') : say(verdict.words),
    issuer: untouched ? null : issuerOf(video),
    state: stateOf(video),
    where: placeOf(video, host),
    media: mediaName(subject.url),
    badgeHidden:
      state === 'done' && !subject.unseen && video.badge?.visible === false && !video.badge.unwanted,
    badgeUnwanted: video.badge?.unwanted === true,
    check:
      state === 'waiting'
        ? 'popup_check_now'
        : state === 'done' && verdict.label === 'could-not-check'
          ? 'popup_check_again'
          : null,
  };
}

function stateOf({ state, evidence }: VideoRecord): string | null {
  if (state === 'waiting') return 'popup_state_waiting';
  if (state !== 'queued') return null;
  return evidence.length > 0 ? 'popup_state_running' : 'popup_state_queued';
}

function issuerOf({ evidence }: VideoRecord): string | null {
  const details = evidence.find((item) => item.source === 'credentials')?.details;
  if (!details?.issuer) return null;
  return details.issuerRecognised
    ? t('popup_issued_by', details.issuer)
    : t('popup_issuer_unrecognised', details.issuer);
}

function placeOf({ subject }: VideoRecord, host: string): string[] {
  const facts: string[] = [];
  if (subject.medium === 'audio') facts.push(t('popup_audio'));
  else if (subject.width > 0) facts.push(`${subject.width} × ${subject.height}`);
  const length = subject.live ? t('popup_live') : duration(subject.duration);
  if (length) facts.push(length);
  const frame = hostOf(subject.frameUrl);
  if (frame && host && frame !== host) facts.push(t('popup_in_frame', frame));
  return facts;
}

function mediaName(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, hostname, pathname } = new URL(url);
  if (protocol === 'blob:' || protocol === 'mediastream:') return t('popup_stream');
  const file = pathname.split('/').at(-1) ?? '';
  const short = file.length > 40 ? `${file.slice(0, 24)}…${file.slice(-14)}` : file;
  return [hostname, short].filter(Boolean).join(' / ');
}
