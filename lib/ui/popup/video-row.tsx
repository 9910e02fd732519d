import type { VideoRecord } from '../../messaging/video-record';
import { Icon } from '../badge/icon';
import { say, t } from '../text';
import { EvidenceLines } from './evidence-lines';
import { OriginalLine } from './original-line';
import { videoFacts } from './video-facts';

interface VideoRowProps {
  video: VideoRecord;
  host: string;
  /** Investigator mode: every source, with what it cost. */
  detailed: boolean;
  onFocus(): void;
  onRecheck(): void;
  onSeek(): void;
}

export function VideoRow({ video, host, detailed, onFocus, onRecheck, onSeek }: VideoRowProps) {
  const facts = videoFacts(video, host);
  const { reasons } = video.verdict;
  return (
    <li class="video" data-label={video.verdict.label} data-state={video.state}>
      <button type="button" class="find" title={t('popup_show')} onClick={onFocus}>
        <strong>
          <Icon name={facts.icon} />
          {facts.title}
        </strong>
        {facts.issuer && (
          <span class="issuer">
            <bdi>{facts.issuer}</bdi>
          </span>
        )}
        <span class="soft">{facts.where.join(' · ')}</span>
        <span class="soft media">
          <bdi>{facts.media}</bdi>
        </span>
      </button>
      {(facts.state || facts.check) && (
        <p class="state">
          {facts.state && <span>{t(facts.state)}</span>}
          {facts.check && (
            <button type="button" onClick={onRecheck}>
              {t(facts.check)}
            </button>
          )}
        </p>
      )}
      <OriginalLine video={video} onSeek={onSeek} />
      {facts.badgeHidden && <p class="note">{t('popup_badge_hidden')}</p>}
      {facts.badgeUnwanted && <p class="note">{t('popup_badge_unwanted')}</p>}
      {video.state === 'done' && reasons.length > 0 && (
        <details>
          <summary>{t('popup_why')}</summary>
          <ul class="reasons">
            {reasons.map((reason) => (
              <li key={reason.key}>{say(reason)}</li>
            ))}
          </ul>
          {detailed && <EvidenceLines video={video} />}
        </details>
      )}
    </li>
  );
}
