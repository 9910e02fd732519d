import { afterAll, beforeAll } from 'vitest';
import { feedPlaceTests } from '../shared/feed-places.ts';
import { type FeedView, openChromiumFeeds } from '../support/feed-view.ts';

let view: FeedView;

beforeAll(async () => {
  view = await openChromiumFeeds({ width: 1280, height: 1900 });
});
afterAll(() => view?.close());

feedPlaceTests(() => view);
