import { type FeedPages, startFeedPages } from '../../fixtures/feeds/server.ts';
import type { QaBrowser, QaPage, ShownRecord } from '../../qa/browsers/browser.ts';
import { eventually, living } from './eventually.ts';
import type { Session } from './session.ts';

/** What a badge may say before it knows. */
export const NEUTRAL = ['Checking', 'Not checked yet'];

/** Message names of the labels whose words say all, without a name in them. */
const KEYS: Record<string, string> = {
  'ai-generated': 'label_ai_generated',
  'ai-edited': 'label_ai_edited',
  'camera-captured': 'label_camera_captured',
  credentials: 'label_credentials',
  'nothing-found': 'label_nothing_found',
};

/** The pages of test/fixtures/feeds beside a browser, and the words that their badges must come to. */
export interface FeedStage {
  pages: FeedPages;
  /** Final words of a badge by fixture. */
  words: Record<string, string>;
  /** The record of the video that plays this, once its badge says what is true of it. */
  labelled(page: QaPage, fixture: string, mark?: string): Promise<ShownRecord>;
}

export async function openFeedStage({ browser, fixtures }: Session<QaBrowser>): Promise<FeedStage> {
  const labels = await browser.extensionEval(readMessages, KEYS);
  const words = Object.fromEntries(
    fixtures.fixtures.map(({ name, expected }) => [name, labels[expected.label] ?? '']),
  );
  const pages = await startFeedPages(fixtures.dir);
  const labelled: FeedStage['labelled'] = async (page, fixture, mark = '') => {
    const isIt = ({ subject, badge, verdict }: ShownRecord): boolean =>
      subject.url.includes(`/${fixture}.mp4?post=${mark}`) &&
      verdict.final &&
      badge?.name.includes(words[fixture] ?? '') === true;
    const all = await eventually(
      `the label of ${fixture} ${mark}`,
      () => living(page),
      (records) => records.some(isIt),
      30,
    );
    return all.find(isIt) as ShownRecord;
  };
  return { pages, words, labelled };
}

/** Runs in the extension. */
function readMessages(keys: Record<string, string>): Record<string, string> {
  const { getMessage }: { getMessage(name: string): string } = chrome.i18n;
  return Object.fromEntries(Object.entries(keys).map(([label, key]) => [label, getMessage(key)]));
}
