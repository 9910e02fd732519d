import type { QaPage } from '../../qa/browsers/browser.ts';
import type { ChromiumPage } from '../../qa/browsers/chromium.ts';
import type { FirefoxPage } from '../../qa/browsers/firefox.ts';
import { type AccessibleNode, accessibleNodes } from './accessibility.ts';
import { firefoxNodes } from './firefox-nodes.ts';

export type SpokenNode = Pick<AccessibleNode, 'role' | 'name'>;

const isFirefox = (page: QaPage): page is FirefoxPage => 'evaluateAsBrowser' in page;

/** What a screen reader is told of a page of either browser, closed shadow roots included, in document order. */
export const spokenNodes = (page: QaPage): Promise<SpokenNode[]> =>
  isFirefox(page) ? page.evaluateAsBrowser(firefoxNodes, null) : accessibleNodes((page as ChromiumPage).page);
