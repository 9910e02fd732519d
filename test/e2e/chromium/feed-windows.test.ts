import { afterAll, beforeAll } from 'vitest';
import { feedWindowTests } from '../shared/feed-windows.ts';
import { type FeedView, openChromiumFeeds } from '../support/feed-view.ts';

let view: FeedView;

beforeAll(async () => {
  view = await openChromiumFeeds();
});
afterAll(() => view?.close());

feedWindowTests(() => view);
