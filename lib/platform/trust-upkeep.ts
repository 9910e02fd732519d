import { browser } from 'wxt/browser';
import { seedTrustLists } from '../storage/packaged-trust-lists';
import { lastRefresh, refreshTrustLists } from '../storage/trust-refresh';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A publisher that cannot be reached is not asked again with every start of the worker. */
const RETRY_MS = 60 * 60 * 1000;
const ASKED = 'trust-asked';

/**
 * Keeps the trust lists in shape: the packaged copies go into the store, and the publishers are asked
 * once a day. Called at every start of the background, which is when a day may have passed.
 * Only the lists' own addresses are asked; nothing about the viewer or a video goes with it.
 */
export async function keepTrustLists(): Promise<void> {
  // Not among the paths that wxt knows: the file is there only where the build could fetch the lists.
  const index = new URL('trust/lists.json', browser.runtime.getURL('/')).href;
  await seedTrustLists(fetch, index).catch((error: unknown) => console.warn('packaged trust lists', error));
  const asked = Number((await browser.storage.local.get(ASKED))[ASKED]) || 0;
  const now = Date.now();
  if (now - asked < RETRY_MS || now - (await lastRefresh()) < DAY_MS) return;
  await browser.storage.local.set({ [ASKED]: now });
  await refreshTrustLists(fetch, new AbortController().signal);
}
