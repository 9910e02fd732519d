import { browser } from 'wxt/browser';
import { sendMessage } from '../../lib/messaging/protocol';
import { tabOfPopup } from '../../lib/ui/popup/popup-tab';
import { Popup } from '../../lib/ui/popup/popup';
import { createPopupModel } from '../../lib/ui/popup/popup-model';
import { mountPage } from '../../lib/ui/shared/mount-page';

const closed = new AbortController();
addEventListener('pagehide', () => closed.abort(), { once: true });

const model = createPopupModel(
  tabOfPopup(browser.tabs, location.search),
  {
    focus: (key) => sendMessage('view:focus', { key }),
    recheck: (key) => sendMessage('view:recheck', { key }),
    seek: (key) => sendMessage('view:seek', { key }),
    inject: (tabId) => sendMessage('view:inject', { tabId }),
  },
  closed.signal,
);

mountPage('extension_name', <Popup model={model} />);
