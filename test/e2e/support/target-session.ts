import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';

interface Target {
  targetId: string;
  url: string;
}

/**
 * Sends commands of the DevTools protocol to the one target that shows `url`, which Playwright does not know of: the
 * extension's offscreen document. They hold for as long as it is attached, so there is no way to end it.
 * @throws Error where there is no such target
 */
export async function commandTarget(
  browser: ChromiumBrowser,
  url: string,
  commands: readonly (readonly [string, object])[],
): Promise<void> {
  const session = await browser.context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('the browser has gone');
  const { targetInfos } = (await session.send('Target.getTargets')) as { targetInfos: Target[] };
  const target = targetInfos.find((one) => one.url === url);
  if (!target) throw new Error(`no target shows ${url}`);
  const { targetId } = target;
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const answers = new Map<number, (answer: string) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id } = JSON.parse(message) as { id?: number };
    if (id !== undefined) answers.get(id)?.(message);
  });
  for (const [index, [method, params]] of commands.entries()) {
    const answered = new Promise<string>((resolve) => answers.set(index + 1, resolve));
    await session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id: index + 1, method, params }),
    });
    const answer = await answered;
    if (answer.includes('"error"')) throw new Error(`${method}: ${answer}`);
  }
}
