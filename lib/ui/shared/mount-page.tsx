import { type ComponentChild, render } from 'preact';
import { t } from '../text';

/** Shows a view in one of our own pages, with its title and language. */
export function mountPage(titleKey: string, view: ComponentChild): void {
  const root = document.getElementById('app');
  if (!root) throw new Error('the page has no #app');
  document.documentElement.lang = t('language_tag');
  document.title = t(titleKey);
  render(view, root);
}
