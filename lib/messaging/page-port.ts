import { browser } from 'wxt/browser';
import type { EnginePort } from '../page/engine-port';
import { onMessage, type PageSettings, sendMessage } from './protocol';
import type { Answer } from './protocol';
import type { CheckRequest } from './schemas';

/** Name of the port that is open while answers are awaited. */
export const LIFELINE = 'whence-lifeline';
/** Pause before open questions are asked again of a background that went away. */
const ASK_AGAIN_MS = 1000;

export interface PagePort extends EnginePort {
  /** All videos of this frame are given up: the document goes away, or the site was paused. */
  leave(): void;
}

/**
 * The page's side of the messages.
 *
 * A background worker may be ended at any moment. Results of a running engine wake it and arrive all the
 * same; but if the whole extension process went, nobody would answer. So while answers are awaited a
 * port is held open: its end says that the worker went, and what is still open is asked again.
 */
export function createPagePort(signal: AbortSignal): PagePort {
  const open = new Map<string, CheckRequest>();
  /** Only videos in view are being checked; the others wait without anybody owing an answer. */
  const awaited = () => [...open.values()].filter(({ visible }) => visible);
  let lifeline: ReturnType<typeof browser.runtime.connect> | null = null;

  const send: typeof sendMessage = (async (...args: Parameters<typeof sendMessage>) => {
    if (signal.aborted) return;
    // A background that is starting, or an extension that was removed: asked again, or ended by the context.
    await sendMessage(...args).catch(() => undefined);
  }) as typeof sendMessage;

  const hold = () => {
    if (lifeline || awaited().length === 0 || signal.aborted || !browser.runtime?.id) return;
    lifeline = browser.runtime.connect({ name: LIFELINE });
    lifeline.onDisconnect.addListener(() => {
      lifeline = null;
      if (awaited().length > 0) setTimeout(askAgain, ASK_AGAIN_MS);
    });
  };
  const release = () => {
    if (awaited().length > 0) return;
    lifeline?.disconnect();
    lifeline = null;
  };
  const askAgain = () => {
    for (const request of awaited()) void send('page:check', request);
    hold();
  };
  const settle = (id: string) => {
    open.delete(id);
    release();
  };
  signal.addEventListener('abort', () => {
    open.clear();
    release();
  });

  return {
    check(request) {
      if (!request.waiting) open.set(request.id, request);
      void send('page:check', request);
      hold();
    },
    update(id, change) {
      const request = open.get(id);
      const { played: _, ...standing } = change;
      if (request) open.set(id, { ...request, ...standing });
      void send('page:update', { id, ...change });
      hold();
      release();
    },
    leave() {
      open.clear();
      release();
      void send('page:left');
    },
    post(id, post) {
      void send('page:post', { id, post });
    },
    original(id, original) {
      void send('page:original', { id, original });
    },
    seek(id) {
      void send('page:seek', { id });
    },
    gone(id) {
      settle(id);
      void send('page:gone', { id });
    },
    framesLeft() {
      void send('page:frames-left');
    },
    shown(id, badge, timings) {
      void send('page:shown', { id, badge, timings });
    },
    onVerdict(listener, until) {
      const remove = onMessage('tab:answer', ({ data }: { data: Answer }) => {
        if (data.verdict.final) settle(data.id);
        listener(data);
      });
      until.addEventListener('abort', remove, { once: true });
    },
    onAsk(services, until) {
      const removers = [
        onMessage('tab:here', () => true),
        onMessage('tab:frames', ({ data }) => services.frames(data)),
        onMessage('tab:stream', ({ data }) => services.stream(data)),
        onMessage('tab:bytes', ({ data }) => services.bytes(data)),
        onMessage('tab:supplied', ({ data }) => services.supplied(data)),
        onMessage('tab:focus', ({ data }) => services.focus(data.id)),
        onMessage('tab:recheck', ({ data }) => services.recheck(data.id)),
        onMessage('tab:again', ({ data }) => services.again(data.id)),
      ];
      until.addEventListener('abort', () => removers.forEach((remove) => remove()), { once: true });
    },
  };
}

/** Says hello: forgets what an earlier document of this frame left, and learns what to do here. */
export function greet(): Promise<PageSettings> {
  return sendMessage('page:hello');
}

/** Calls `listener` when the settings for this page change, until `signal` aborts. */
export function onPageSettings(listener: (settings: PageSettings) => void, signal: AbortSignal): void {
  const remove = onMessage('tab:settings', ({ data }) => listener(data));
  signal.addEventListener('abort', remove, { once: true });
}
