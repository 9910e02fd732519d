import { afterAll, beforeAll, describe } from 'vitest';
import { installedBrowser } from '../../qa/browsers/installed.ts';
import { feedPlaceTests } from '../shared/feed-places.ts';
import { feedTests } from '../shared/feeds.ts';
import { feedWindowTests } from '../shared/feed-windows.ts';
import { type FeedView, openFirefoxFeeds } from '../support/feed-view.ts';

const isThere = installedBrowser('firefox') !== null;
if (!isThere) console.warn('skipped: feeds in Firefox, since there is no Firefox on this machine');

describe.skipIf(!isThere)('feeds in Firefox', () => {
  let view: FeedView;

  beforeAll(async () => {
    view = await openFirefoxFeeds();
  });
  afterAll(() => view?.close());

  feedTests(() => view);
  feedWindowTests(() => view);
});

describe.skipIf(!isThere)('places in Firefox', () => {
  let view: FeedView;

  beforeAll(async () => {
    view = await openFirefoxFeeds({ width: 1280, height: 1900 });
  });
  afterAll(() => view?.close());

  feedPlaceTests(() => view);
});
