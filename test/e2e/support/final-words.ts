import type { QaBrowser } from '../../qa/browsers/browser.ts';
import type { Session } from './session.ts';

/** What a badge may say before it knows. */
export const NEUTRAL = ['Checking', 'Not checked yet'];

const KEYS: Record<string, string> = {
  'ai-generated': 'label_ai_generated',
  'camera-captured': 'label_camera_captured',
  'ai-edited': 'label_ai_edited',
  credentials: 'label_credentials',
  'nothing-found': 'label_nothing_found',
};

/** The words on the badge of each fixture whose label has words of its own, in the browser's language. */
export async function finalWords({ browser, fixtures }: Session<QaBrowser>): Promise<Record<string, string>> {
  const words = await browser.extensionEval(
    (keys: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(keys).map(([label, key]) => [
          label,
          (chrome.i18n as { getMessage(name: string): string }).getMessage(key),
        ]),
      ),
    KEYS,
  );
  return Object.fromEntries(
    fixtures.fixtures.map(({ name, expected }) => [name, words[expected.label] ?? '']),
  );
}
