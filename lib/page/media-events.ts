import { isMedia } from './medium';
import type { Root } from './tree-watch';

/** Events that begin another load; the element may have been given something else to play. */
const LOADS = new Set(['loadstart', 'emptied']);
const EVENTS = [...LOADS, 'loadedmetadata', 'playing', 'pause', 'ended', 'encrypted'];

export interface MediaNews {
  video: HTMLMediaElement;
  type: string;
  loads: boolean;
}

/** Hears the media events of every video below `root`, by capture: they neither bubble nor leave a root. */
export function hearMedia(root: Root, tell: (news: MediaNews) => void, signal: AbortSignal): void {
  const listener = ({ target, type, isTrusted }: Event) => {
    // What a script dispatches says nothing of the element: a page could claim DRM, or another source, at will.
    if (!isTrusted) return;
    const video = target as Node;
    if (isMedia(video)) tell({ video, type, loads: LOADS.has(type) });
  };
  for (const type of EVENTS) root.addEventListener(type, listener, { capture: true, passive: true, signal });
}
