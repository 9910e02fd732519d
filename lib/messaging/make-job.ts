import { browser } from 'wxt/browser';
import type { Subject } from '../evidence/evidence';
import { loadSettings } from '../storage/settings';
import type { Job } from './job';

/** The extension may read from the host of this address. */
async function hasAccess(url: string): Promise<boolean> {
  if (!/^https?:/.test(url)) return false;
  const { protocol, hostname } = new URL(url);
  return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

export interface JobWish {
  visible: boolean;
  saveData: boolean;
  /** The viewer asked for it, now or before: data saver does not hold back the content check. */
  asked: boolean;
  /** The viewer asks now: forget what is known. */
  fresh: boolean;
}

/** The job for a subject under the settings of this moment. */
export async function makeJob(subject: Subject, { visible, saveData, asked, fresh }: JobWish): Promise<Job> {
  const [{ settings }, mediaAccess] = await Promise.all([loadSettings(), hasAccess(subject.url)]);
  const sparing = saveData && settings.respectSaveData && !asked;
  return {
    subject,
    visible,
    mode: settings.mode,
    budgets: {
      contentBytes: sparing ? 0 : settings.contentBudgetBytes,
      frameBytes: sparing ? 0 : settings.frameBudgetBytes,
    },
    concurrency: settings.concurrency,
    mediaAccess,
    saveData: sparing,
    supplied: settings.suppliedSites.includes(hostOf(subject.frameUrl)),
    fresh,
  };
}
