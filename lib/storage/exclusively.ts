const tails = new Map<string, Promise<unknown>>();

/**
 * Runs read-change-write sections of one name one after the other: across all pages and workers of the
 * extension where Web Locks are there, else within this context.
 */
export function exclusively<T>(name: string, section: () => Promise<T>): Promise<T> {
  if (globalThis.navigator?.locks) return navigator.locks.request(`whence:${name}`, section);
  const result = (tails.get(name) ?? Promise.resolve()).then(section, section);
  tails.set(
    name,
    result.catch(() => undefined),
  );
  return result;
}
