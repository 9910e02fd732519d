import { offerOf } from '../../messaging/original-offer';
import type { VideoRecord } from '../../messaging/video-record';
import { t } from '../text';

/** Looks for the original file of a video, where an address of it is known; gives access to its site where that lacks. */
export function OriginalLine({ video, onSeek }: { video: VideoRecord; onSeek(): void }) {
  const offer = offerOf(video);
  if (!offer) return null;
  const { state, host, namesAnother, again, missingAccess } = offer;
  if (state === 'looking')
    return (
      <p class="state" role="status">
        {t('original_looking', host)}
      </p>
    );
  const barred = video.original?.finding?.details.host ?? host;
  return (
    <div class="state original">
      <span>
        {missingAccess
          ? t('original_needs_access', barred)
          : t(namesAnother ? 'original_asks_another' : 'original_asks', host)}
      </span>
      <button type="button" onClick={onSeek}>
        {t(missingAccess ? 'original_allow_and_look' : again ? 'original_look_again' : 'original_look')}
      </button>
    </div>
  );
}
