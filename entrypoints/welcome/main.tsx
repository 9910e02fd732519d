import { mountPage } from '../../lib/ui/shared/mount-page';
import { siteAccess } from '../../lib/ui/shared/site-access';
import { Welcome } from '../../lib/ui/welcome/welcome';

const closed = new AbortController();
addEventListener('pagehide', () => closed.abort(), { once: true });

mountPage('welcome_title', <Welcome access={siteAccess(closed.signal)} />);
