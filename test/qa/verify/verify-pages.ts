import type { TrustList } from '../../../lib/evidence/credentials/trust-list.ts';
import type { BrowserName, QaBrowser } from '../browsers/browser.ts';
import type { Mode } from '../../../lib/storage/settings.ts';
import { openBrowser } from '../browsers/open.ts';
import type { Target } from './arguments.ts';
import { type LocalServer, serveFiles } from './local-server.ts';
import { type PageResult, toVideoResult } from './result.ts';
import { watchOneVideo, watchWholePage } from './watch-page.ts';

/** Pages open and videos checked at the same time: most of a check is waiting for pictures that are still to be played. */
const AT_ONCE = 4;

/** Firefox does not paint what is behind another window, and streams are compared with what is painted. */
const pagesAtOnce = ({ browser, targets }: Verification): number =>
  browser === 'firefox' && targets.some(({ kind }) => kind !== 'file') ? 1 : AT_ONCE;
/** Reading the records may not wait longer than this past the page's own time. */
const GRACE_MS = 10_000;

export interface Verification {
  browser: BrowserName;
  extensionDir: string;
  trust: TrustList[];
  timeoutMs: number;
  targets: Target[];
  /** `investigator` unless told: every source is asked, whether a viewer would see its answer or not. */
  mode?: Mode;
  say(line: string): void;
}

/** Opens every page in one browser with the extension; the results stand in the order of the targets. */
export async function verifyPages(work: Verification): Promise<PageResult[]> {
  const { targets, say } = work;
  const server = await serveFiles(targets.map(({ given, kind }) => (kind === 'file' ? given : '')));
  const browser = await openBrowser(work.browser, {
    extensionDir: work.extensionDir,
    trust: work.trust,
    settings: {
      concurrency: AT_ONCE,
      mode: work.mode ?? 'investigator',
      respectSaveData: false,
      checkDecorative: true,
    },
  }).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  try {
    const results: PageResult[] = [];
    let next = 0;
    const takeTurns = async (): Promise<void> => {
      for (let index = next++; index < targets.length; index = next++) {
        results[index] = await verifyPage(browser, server, index, work);
        say(`${results.filter(Boolean).length} of ${targets.length} pages`);
      }
    };
    await Promise.all(Array.from({ length: pagesAtOnce(work) }, takeTurns));
    return results;
  } finally {
    await browser.close();
    await server.close();
  }
}

async function verifyPage(
  browser: QaBrowser,
  server: LocalServer,
  index: number,
  { targets, timeoutMs }: Verification,
): Promise<PageResult> {
  const { given, kind } = targets[index] ?? { given: '', kind: 'file' };
  const result: PageResult = {
    ...{ page: given, browser: browser.name, version: browser.version },
    ...{ videos: [], errors: [] },
  };
  const lost = browser.gone.then(() => Promise.reject(new Error('the browser ended')));
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('the browser does not answer')), timeoutMs + GRACE_MS).unref();
  });
  const watch = async (): Promise<void> => {
    const page = await browser.openPage();
    try {
      const deadline = Date.now() + timeoutMs;
      // A page may go on loading for ever: then what it shows so far still counts.
      await page
        .goto(kind === 'file' ? server.pageOf(index) : given, timeoutMs / 2)
        .catch((error: unknown) => result.errors.push(firstLine(error)));
      const watched = await (kind === 'file' ? watchOneVideo : watchWholePage)(page, deadline);
      result.videos = watched.records.map(toVideoResult);
      result.errors.push(...watched.errors);
      if (result.videos.length === 0 && result.errors.length === 0) result.errors.push('no video was found');
    } finally {
      await page.close().catch(() => undefined);
    }
  };
  await Promise.race([watch(), lost, late]).catch((error: unknown) => result.errors.push(firstLine(error)));
  return result;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0] ?? '';
}
