import { CheckError } from '../evidence/check-error';
import { cachedBytes } from './cached-bytes';
import type { PageServices } from './engine-port';
import { isVideo } from './medium';
import { takeFrames } from './pixels';
import { askSupplied } from './supplied-ask';
import type { StreamTraces } from './stream-traces';
import type { TrackedVideos } from './tracked-video';
import type { VideoWatch } from './video-watch';

const reducesMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** What the rest of the extension may want of the videos in this frame. */
export function pageServices(videos: TrackedVideos, watch: VideoWatch, traces: StreamTraces): PageServices {
  return {
    async frames({ id, generation, request }) {
      const tracked = videos.byId(id);
      if (!tracked?.news.accepts({ generation })) throw new CheckError('cancelled', 'the video has gone');
      if (!isVideo(tracked.video)) throw new CheckError('no-pictures', 'sound has no pictures');
      const frames = await takeFrames(tracked.video, request, tracked.over.signal);
      if (!tracked.news.accepts({ generation }))
        throw new CheckError('cancelled', 'another source plays now');
      return frames;
    },
    stream({ id, generation }) {
      const tracked = videos.byId(id);
      if (!tracked?.news.accepts({ generation })) throw new CheckError('cancelled', 'the video has gone');
      return traces.factsOf(tracked.video, tracked.news.timings.found);
    },
    bytes({ id, generation, ...ask }) {
      const tracked = videos.byId(id);
      if (!tracked?.news.accepts({ generation })) throw new CheckError('cancelled', 'the video has gone');
      // Of what a page put together itself, only what plays is anybody's business.
      if (ask.url.startsWith('blob:') && ask.url !== tracked.source?.url) return Promise.resolve(null);
      return cachedBytes(ask, tracked.over.signal);
    },
    supplied({ id, generation }) {
      const tracked = videos.byId(id);
      if (!tracked?.news.accepts({ generation })) throw new CheckError('cancelled', 'the video has gone');
      return askSupplied(document, tracked.source?.url ?? '');
    },
    focus(id) {
      const tracked = videos.byId(id);
      tracked?.video.scrollIntoView({ block: 'center', behavior: reducesMotion() ? 'instant' : 'smooth' });
      tracked?.badge?.flash();
    },
    recheck(id) {
      const tracked = videos.byId(id);
      if (tracked) watch.ask(tracked);
    },
    again(id) {
      const tracked = videos.byId(id);
      if (tracked) watch.tellAgain(tracked);
    },
  };
}
