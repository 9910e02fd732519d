import { afterAll, beforeAll } from 'vitest';
import { feedTests } from '../shared/feeds.ts';
import { type FeedView, openChromiumFeeds } from '../support/feed-view.ts';

let view: FeedView;

beforeAll(async () => {
  view = await openChromiumFeeds();
});
afterAll(() => view?.close());

feedTests(() => view);
