import type { Frame, Page } from '@playwright/test';
import type { Remote } from '../../qa/browsers/browser.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { type BadgeSamples, endSamples, startSamples } from './badge-samples.ts';
import { NEUTRAL } from './feed-stage.ts';

/** The world of our content script in one frame, where closed roots can be opened. */
export interface ContentWorld {
  evaluate<A, R>(run: Remote<A, R>, argument: A): Promise<R>;
  close(): Promise<void>;
}

/**
 * Enters the world of the extension's content script in a document.
 * @param frame the page itself, or a frame of it that is of another site and so a target of its own
 * @throws Error when no content script runs there within ten seconds
 */
export async function contentWorld(
  page: Page,
  extensionRoot: string | null,
  frame: Page | Frame = page,
): Promise<ContentWorld> {
  const session = await page.context().newCDPSession(frame);
  const origin = extensionRoot?.replace(/\/$/, '');
  const found = new Promise<string>((resolve, reject) => {
    setTimeout(() => reject(new Error('no content script in this document')), 10_000).unref();
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { type } = context.auxData as { type?: string };
      if (type === 'isolated' && context.origin === origin) resolve(context.uniqueId);
    });
  });
  await session.send('Runtime.enable');
  const uniqueContextId = await found;
  return {
    evaluate: async <A, R>(run: Remote<A, R>, argument: A): Promise<R> => {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression: `(${run.toString()})(${JSON.stringify(argument) ?? 'undefined'})`,
        uniqueContextId,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as R;
    },
    close: () => session.detach(),
  };
}

/**
 * Does `act` while every painted frame of a document is looked at.
 * @param words final label of each fixture
 * @param frame as for {@link contentWorld}
 */
export async function sampledIn(
  page: Page,
  { extensionRoot }: ChromiumBrowser,
  words: Record<string, string>,
  act: () => Promise<void>,
  frame?: Frame,
): Promise<BadgeSamples> {
  const world = await contentWorld(page, extensionRoot, frame);
  await world.evaluate(startSamples, { words, neutral: NEUTRAL });
  await act();
  const samples = await world.evaluate(endSamples, null);
  await world.close();
  return samples;
}
