const PATTERN = /^(\*|https?):\/\/(\*|(?:\*\.)?[^/*]+)\/\*$/;

/** Every site is among these match patterns. */
export function coversAll(origins: readonly string[]): boolean {
  return origins.some((origin) => origin === '<all_urls>' || PATTERN.exec(origin)?.[2] === '*');
}

/**
 * A site is among these match patterns, as browsers write them in `permissions.getAll()`.
 * @param pattern of the site, `scheme://host/*`
 */
export function covers(origins: readonly string[], pattern: string): boolean {
  const [, scheme, host = ''] = PATTERN.exec(pattern) ?? [];
  return origins.some((origin) => {
    if (origin === '<all_urls>') return true;
    const [, schemes, hosts = ''] = PATTERN.exec(origin) ?? [];
    if (schemes !== '*' && schemes !== scheme) return false;
    return hosts === '*' || hosts === host || (hosts.startsWith('*.') && `.${host}`.endsWith(hosts.slice(1)));
  });
}
