import type { Subject } from '../../../lib/evidence/evidence';
import type { Job } from '../../../lib/messaging/job';

/** A job for a plain file on the web, as a public page shows it. */
export const jobOf = (subject: Partial<Subject> = {}): Job => ({
  subject: {
    key: '1:0:v:0',
    url: 'https://media.example/a.mp4',
    frameUrl: 'https://site.example/',
    pageUrl: 'https://site.example/',
    medium: 'video',
    unseen: false,
    width: 640,
    height: 360,
    duration: 5,
    live: false,
    credentialsMode: 'omit',
    pixels: 'tainted',
    playing: false,
    encrypted: false,
    saveData: false,
    ...subject,
  },
  visible: true,
  mode: 'investigator',
  budgets: { contentBytes: 1e6, frameBytes: 1e6 },
  concurrency: 2,
  mediaAccess: true,
  saveData: false,
  supplied: false,
  fresh: false,
});
