import type { Browser } from 'wxt/browser';

type Sender = Pick<Browser.runtime.MessageSender, 'id' | 'tab' | 'frameId' | 'documentId' | 'url' | 'origin'>;

/** A frame of a tab, as the browser (never the page) names it. */
export interface FrameAddress {
  tabId: number;
  frameId: number;
  /** Of the document in that frame, which may be another one by now; null where the browser does not name it. */
  documentId: string | null;
  frameUrl: string;
  pageUrl: string;
}

/** Thrown when a message comes from somewhere that may not send it. */
export class SenderError extends Error {
  override readonly name = 'SenderError';
}

/** Addresses may be megabytes long (`data:`, queries); who they belong to stands at their beginning. */
const cut = (url: string): string => url.slice(0, 8192);

const ownPage = (sender: Sender, root: string): boolean => sender.url?.startsWith(root) ?? false;

/**
 * The frame that a `page:*` message came from.
 * @throws SenderError unless a content script of ours in a tab sent it
 */
export function frameOf(sender: Sender, extensionId: string): FrameAddress {
  if (sender.id !== extensionId || sender.tab?.id === undefined || sender.frameId === undefined)
    throw new SenderError('page messages come from content scripts only');
  return {
    tabId: sender.tab.id,
    frameId: sender.frameId,
    documentId: sender.documentId ?? null,
    frameUrl: cut(sender.url ?? ''),
    pageUrl: cut(sender.tab.url ?? sender.url ?? ''),
  };
}

/**
 * Lets a `view:*`, `engine:*` or `result:*` message pass only from one of our own documents.
 * @param root `browser.runtime.getURL('')`
 * @throws SenderError otherwise
 */
export function requireOwnPage(sender: Sender, extensionId: string, root: string): void {
  if (sender.id !== extensionId || !ownPage(sender, root))
    throw new SenderError('this message comes from our own pages only');
}
