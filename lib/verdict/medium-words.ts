import type { Subject } from '../evidence/evidence';
import type { Sentence } from './labels';

/** Sentences that speak of a video, with those that say the same of a sound. */
const AUDIO: Record<string, string> = {
  why_no_credentials_limit: 'why_no_credentials_limit_audio',
  reason_not_media: 'reason_not_media_audio',
  help_blocked: 'help_blocked_audio',
  help_playlist: 'help_playlist_audio',
  help_drm: 'help_drm_audio',
  help_missing: 'help_missing_audio',
  help_not_media: 'help_not_media_audio',
  help_stream: 'help_stream_audio',
  help_private_network: 'help_private_network_audio',
  help_no_permission: 'help_no_permission_audio',
};

/** The same sentence, and those inside it, for what is only heard. */
export function wordedFor(medium: Subject['medium'], { key, subs }: Sentence): Sentence {
  if (medium === 'video') return { key, subs };
  return {
    key: AUDIO[key] ?? key,
    subs: subs.map((sub) => (typeof sub === 'string' ? sub : wordedFor(medium, sub))),
  };
}
