import { browser } from 'wxt/browser';
import { parseManifest } from '../../evidence/classifier/manifest';
import type { About } from './about-section';

/**
 * Version and model of this build; a build without a model, or with a damaged description, has none to name.
 * @param index address of the packaged model's manifest
 */
export async function readAbout(fetch: typeof globalThis.fetch, index: string): Promise<About> {
  const { version } = browser.runtime.getManifest();
  const model = await fetch(index)
    .then((answer) => answer.json())
    .then(parseManifest)
    .catch(() => null);
  return { version, model };
}
