import { describe } from 'vitest';
import { installedBrowser } from '../../qa/browsers/installed.ts';
import { playersVerifyTests } from '../shared/players-verify.ts';

const isThere = installedBrowser('firefox') !== null;
if (!isThere) console.warn('skipped: verify in Firefox, since there is no Firefox on this machine');

// One player for each kind of stream: players.test.ts has them all.
describe.skipIf(!isThere)('players', () => {
  playersVerifyTests('firefox', ['hls.js', 'dash.js', 'shaka-hls']);
});
