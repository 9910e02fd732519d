import { defineContentScript } from 'wxt/utils/define-content-script';
import { startPage } from '../../lib/page/start-page';

export default defineContentScript({
  // Registered at run time for the sites that the viewer allowed: lib/platform/content-registration.ts.
  registration: 'runtime',
  matches: [],
  main: startPage,
});
