import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { beginLife } from '../lib/page/life';
import { startPage } from '../lib/page/start-page';

// Not one of wxt's content scripts: docs/decisions/0006-a-content-script-of-our-own.md.
export default defineUnlistedScript(() => {
  const life = beginLife();
  if (life) void startPage(life);
});
