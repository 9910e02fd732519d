import type { VideoRecord } from '../../../lib/messaging/video-record';

type Overrides = Partial<Omit<VideoRecord, 'subject'>> & { subject?: Partial<VideoRecord['subject']> };

/** A finished record of a plain video on feed.example, changed where told. */
export function record(id: string, { subject, ...over }: Overrides = {}): VideoRecord {
  return {
    tabId: 1,
    frameId: 0,
    verdict: {
      label: 'nothing-found',
      words: { key: 'label_nothing_found', subs: [] },
      reasons: [],
      final: true,
    },
    evidence: [],
    post: null,
    original: null,
    timings: { found: 0, firstLabel: 1, final: 2 },
    badge: { present: true, visible: true, name: '', box: null },
    state: 'done',
    bytes: 0,
    ...over,
    subject: {
      key: `1:${over.frameId ?? 0}:${id}:1`,
      url: 'https://media.example/clip.mp4',
      frameUrl: 'https://feed.example/',
      pageUrl: 'https://feed.example/',
      medium: 'video',
      unseen: false,
      width: 704,
      height: 1280,
      duration: 9.6,
      live: false,
      credentialsMode: 'same-origin',
      pixels: 'readable',
      playing: true,
      encrypted: false,
      saveData: false,
      ...subject,
    },
  };
}

export const keyOf = (video: VideoRecord): string =>
  `video:${video.subject.key.split(':').slice(0, 3).join(':')}`;
