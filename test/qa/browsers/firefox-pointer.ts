import type { FirefoxDriver } from './firefox-driver.ts';
import type { Marionette } from './marionette.ts';

type Point = readonly [x: number, y: number];

/** Moves the mouse there, and presses its button if asked to: by events that the browser makes, as a viewer's are. */
export async function point(
  driver: FirefoxDriver,
  handle: string,
  at: string | Point,
  press: boolean,
): Promise<void> {
  const [x, y] = typeof at === 'string' ? await driver.evaluate(handle, middleOf, at) : at;
  const actions = [
    { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0, origin: 'viewport' },
    ...(press
      ? [
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ]
      : []),
  ];
  const mouse = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
  const perform = (marionette: Marionette) =>
    marionette.send('WebDriver:PerformActions', { actions: [mouse] });
  // A click in a window behind others is heard, but does not allow what only a viewer may ask for, as fullscreen.
  await driver.inWindow(handle, perform, press);
}

/** Runs in the page. */
function middleOf(selector: string): Point {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return [(left + right) / 2, (top + bottom) / 2];
}
