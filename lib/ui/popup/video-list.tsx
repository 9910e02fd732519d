import { t } from '../text';
import type { PopupModel } from './popup-model';
import { VideoRow } from './video-row';

export function VideoList({ model }: { model: PopupModel }) {
  const videos = model.videos.value;
  const site = model.site.value;
  const withSound = videos.some(({ subject }) => subject.medium === 'audio');
  return (
    <>
      <p class="count" role="status">
        {t(withSound ? 'popup_count_media' : 'popup_count', String(videos.length))}
      </p>
      <ul class="videos">
        {videos.map((video) => (
          <VideoRow
            key={video.subject.key}
            video={video}
            host={site.kind === 'site' ? site.host : ''}
            detailed={model.settings.value.mode === 'investigator'}
            onFocus={() => void model.focus(video)}
            onRecheck={() => void model.recheck(video)}
            onSeek={() => void model.seek(video)}
          />
        ))}
      </ul>
      {model.unlisted.value > 0 && <p class="count">{t('popup_unlisted', String(model.unlisted.value))}</p>}
    </>
  );
}
