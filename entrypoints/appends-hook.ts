import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { hookAppends } from '../lib/page/supplied-hook';

// Runs in the page's own world, so it leaves no name behind: docs/decisions/0012-what-the-page-hands-over.md.
export default defineUnlistedScript({
  globalName: false,
  main() {
    hookAppends(globalThis);
  },
});
