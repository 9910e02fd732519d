import { Options } from '../../lib/ui/options/options';
import { readAbout } from '../../lib/ui/options/read-about';
import { createSettingsModel } from '../../lib/ui/options/settings-model';
import { createTrustModel } from '../../lib/ui/options/trust-model';
import { mountPage } from '../../lib/ui/shared/mount-page';
import { siteAccess } from '../../lib/ui/shared/site-access';

const closed = new AbortController();
addEventListener('pagehide', () => closed.abort(), { once: true });

mountPage(
  'options_title',
  <Options
    settings={createSettingsModel(closed.signal)}
    access={siteAccess(closed.signal)}
    trust={createTrustModel(fetch.bind(globalThis), closed.signal)}
    about={await readAbout(fetch, '/models/provenance/manifest.json')}
  />,
);
