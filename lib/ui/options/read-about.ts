import { browser } from 'wxt/browser';
import type { About } from './about-section';

/** Version and model of this build; a build without a model, or with a damaged description, has none to name. */
export async function readAbout(): Promise<About> {
  return { version: browser.runtime.getManifest().version, model: null };
}
