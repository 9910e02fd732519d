import type { OriginalOffer } from '../../messaging/original-offer';
import { Said } from '../badge/said';
import { t } from '../text';
import { byViewer } from './by-viewer';

interface OriginalViewProps {
  offer: OriginalOffer;
  onSeek(): void;
}

/** The button that looks for the original file, with the host that will be asked; or that it is being asked. */
export function OriginalView({ offer, onSeek }: OriginalViewProps) {
  const { state, host, namesAnother, again } = offer;
  if (state === 'looking')
    return (
      <p role="status">
        <Said words={t('original_looking', host)} />
      </p>
    );
  const words = t(again ? 'original_look_again' : 'original_look');
  return (
    <div class="original">
      <button type="button" class="check" aria-label={words} onClick={byViewer(onSeek)}>
        <Said words={words} />
      </button>
      <small>
        <Said words={t(namesAnother ? 'original_asks_another' : 'original_asks', host)} />
      </small>
    </div>
  );
}
