import { defineBackground } from 'wxt/utils/define-background';
import { acceptLifelines } from '../lib/messaging/lifeline';
import { routeOriginals } from '../lib/messaging/route-original';
import { engineCallbacks } from '../lib/messaging/route-results';
import { routeFrames } from '../lib/messaging/route-frames';
import { routePage } from '../lib/messaging/route-page';
import { routeViews } from '../lib/messaging/route-views';
import { followPermissions } from '../lib/platform/content-registration';
import { createEventPageHost } from '../lib/platform/event-page-host';
import { followHookSites } from '../lib/platform/hook-registration';
import { createOffscreenHost } from '../lib/platform/offscreen-host';
import { followTabs } from '../lib/platform/tabs';
import { keepTrustLists } from '../lib/platform/trust-upkeep';
import { showWelcome } from '../lib/platform/welcome';

export default defineBackground({
  type: 'module',
  main() {
    const callbacks = engineCallbacks(async (record) => {
      await page.decided(record);
      await originals.consider(record);
    });
    const host = import.meta.env.FIREFOX ? createEventPageHost(callbacks) : createOffscreenHost(callbacks);
    const originals = routeOriginals(host);
    const page = routePage(host, originals);
    routeFrames(host);
    routeViews(host);
    acceptLifelines();
    followPermissions();
    followHookSites();
    followTabs(host);
    showWelcome();
    void keepTrustLists();
  },
});
