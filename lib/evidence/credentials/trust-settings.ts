import type { TrustList } from './trust-list';

/** Settings of one reading, as c2pa-rs 0.91 takes them. */
export interface ReadSettings {
  lists: readonly TrustList[];
  /** False: every time stamp counts, whoever made it; which to believe is then decided elsewhere. */
  checkTimeStamps: boolean;
}

/**
 * The library's settings as JSON. Nothing is ever fetched: no remote manifest, no OCSP answer, no identity document.
 * Lists of accepted certificates stand inside the entry of their list, key usages at the top of `trust`:
 * elsewhere this version ignores them in silence.
 */
export function librarySettings({ lists, checkTimeStamps }: ReadSettings): string {
  const usages = [...new Set(lists.flatMap(({ config }) => keyUsages(config)))].join('\n');
  return JSON.stringify({
    core: { allowed_network_hosts: [] },
    trust: {
      anchors: lists.map(({ name, use, pem, allowed }) => ({
        trust_kind: use,
        trust_anchors: pem,
        trust_uri: name,
        ...(allowed ? { allowed_list: allowed } : {}),
      })),
      ...(usages ? { trust_config: usages } : {}),
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
