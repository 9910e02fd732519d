import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serveCredentials } from '../lib/evidence/credentials/worker-host';

export default defineUnlistedScript(() => {
  serveCredentials(self as unknown as DedicatedWorkerGlobalScope);
});
