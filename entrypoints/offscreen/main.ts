import { serveEngine } from '../../lib/engine/serve';

serveEngine();
