/** Which source of which video of which frame: the identity of a job and of its record. */
export interface JobAddress {
  tabId: number;
  frameId: number;
  /** The content script's own id of the video. */
  id: string;
  /** Counts the sources that this element has played. */
  generation: number;
}

export function jobKey({ tabId, frameId, id, generation }: JobAddress): string {
  return `${tabId}:${frameId}:${id}:${generation}`;
}

/** @throws RangeError when `key` was not made by {@link jobKey} */
export function parseJobKey(key: string): JobAddress {
  const [tabId, frameId, id, generation] = key.split(':');
  if (!tabId || !frameId || !id || !generation) throw new RangeError(`not a job key: ${key}`);
  return { tabId: Number(tabId), frameId: Number(frameId), id, generation: Number(generation) };
}
