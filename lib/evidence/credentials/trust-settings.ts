import type { TrustList } from './trust-list';

/** Settings of one reading, as c2pa-rs 0.91 takes them. */
export interface ReadSettings {
  lists: readonly TrustList[];
  /** False: every time stamp counts, whoever made it; which to believe is then decided elsewhere. */
  checkTimeStamps: boolean;
}

/**
 * Key usages of the specification (C2PA 2.3, 14): for lists that bring none of their own. The library's own default
 * still lacks the first, which certificates of the official list need have alone.
 */
const DEFAULT_USAGES = [
  '1.3.6.1.4.1.62558.2.1', // c2pa-kp-claimSigning
  '1.3.6.1.5.5.7.3.4', // id-kp-emailProtection
  '1.3.6.1.5.5.7.3.36', // id-kp-documentSigning
  '1.3.6.1.5.5.7.3.8', // id-kp-timeStamping
  '1.3.6.1.5.5.7.3.9', // id-kp-OCSPSigning
];

/**
 * The library's settings as JSON. Nothing is ever fetched: no remote manifest, no OCSP answer, no identity document.
 * Lists of accepted certificates stand inside the entry of their list, key usages at the top of `trust`:
 * elsewhere this version ignores them in silence.
 */
export function librarySettings({ lists, checkTimeStamps }: ReadSettings): string {
  const usages = new Set(lists.flatMap(({ config }) => keyUsages(config)));
  return JSON.stringify({
    core: { allowed_network_hosts: [] },
    trust: {
      anchors: lists.map(({ name, use, pem, allowed }) => ({
        trust_kind: use,
        trust_anchors: pem,
        trust_uri: name,
        ...(allowed ? { allowed_list: allowed } : {}),
      })),
      trust_config: [...(usages.size > 0 ? usages : DEFAULT_USAGES)].join('\n'),
    },
    verify: {
      verify_after_reading: true,
      verify_trust: true,
      verify_timestamp_trust: checkTimeStamps,
      remote_manifest_fetch: false,
      ocsp_fetch: false,
    },
  });
}

function keyUsages(config: string): string[] {
  return config
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^\d+(?:\.\d+)+$/.test(line));
}
