import { PLAYER_NAMES } from '../../fixtures/players/players.ts';
import { playersVerifyTests } from '../shared/players-verify.ts';

playersVerifyTests('chromium', PLAYER_NAMES);
