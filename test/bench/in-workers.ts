import type { TrustList } from '../../lib/evidence/credentials/trust-list.ts';
import type { FrameRequest } from '../../lib/media/frame.ts';
import type { QaBrowser } from '../qa/browsers/browser.ts';

/**
 * Times of the packaged workers, measured in a page of the extension by speaking their own messages.
 * The inner functions are sent as text and may use nothing from outside.
 */

export interface CredentialsTimes {
  start: number;
  manifest: number[];
  file: number[];
  /** SHA-256 of the same file by `crypto.subtle`. */
  hash: number[];
}

export interface CredentialsTask {
  url: string;
  manifest: number[];
  lists: TrustList[];
  repeats: number;
}

export function credentialsTimes(browser: QaBrowser, task: CredentialsTask): Promise<CredentialsTimes> {
  return browser.extensionEval(async ({ url, manifest, lists, repeats }) => {
    const worker = new Worker(chrome.runtime.getURL('credentials-worker.js'));
    let id = 0;
    const ask = (request: object, transfer: Transferable[] = []): Promise<number> =>
      new Promise((resolve, reject) => {
        const begun = performance.now();
        worker.onmessage = ({ data }: MessageEvent<{ ok: boolean; message?: string }>) =>
          data.ok ? resolve(performance.now() - begun) : reject(new Error(data.message));
        worker.onerror = (event) => reject(new Error(event.message));
        worker.postMessage({ id: ++id, ...request }, transfer);
      });
    try {
      const file = new Uint8Array(await (await fetch(url)).arrayBuffer());
      const start = await ask({ kind: 'start', wasm: chrome.runtime.getURL('wasm/c2pa_bg.wasm') });
      await ask({ kind: 'lists', lists });
      const times: CredentialsTimes = { start, manifest: [], file: [], hash: [] };
      const bytes = new Uint8Array(manifest);
      for (let turn = 0; turn <= repeats; turn++) {
        const alone = await ask({ kind: 'manifest', bytes, notes: [] });
        const copy = file.slice();
        const request = { kind: 'file', bytes: copy, format: 'video/mp4', reachedBefore: null, notes: [] };
        const whole = await ask(request, [copy.buffer]);
        const begun = performance.now();
        await crypto.subtle.digest('SHA-256', file);
        const hash = performance.now() - begun;
        if (turn === 0) continue; // warms up
        times.manifest.push(alone);
        times.file.push(whole);
        times.hash.push(hash);
      }
      return times;
    } finally {
      worker.terminate();
    }
  }, task);
}

export interface FrameTimes {
  /** Per key frame, decoding alone. */
  decode: number[];
  /** Per video, preparing and inference. */
  score: number[];
  /** The first video, with loading of runtime and model. */
  first: number;
  bytes: number;
  frames: number;
  /** Pictures, RGBA as base64, so that another runtime may score the very same. */
  pictures: { width: number; height: number; fullWidth: number; fullHeight: number; data: string }[];
}

export interface FrameTask {
  url: string;
  request: FrameRequest;
  repeats: number;
}

export function frameTimes(browser: QaBrowser, task: FrameTask): Promise<FrameTimes> {
  return browser.extensionEval(async ({ url, request, repeats }) => {
    type Picture = { width: number; height: number; fullWidth: number; fullHeight: number; data: Uint8Array };
    type Result = { frames: Picture[]; scored: unknown[]; bytes: number };
    type Reply = {
      kind: string;
      read: number;
      start: number;
      end: number;
      message: string;
      result: Result;
    };
    const worker = new Worker(chrome.runtime.getURL('frames-worker.js'));
    const file = new Uint8Array(await (await fetch(url)).arrayBuffer());
    let last = 0;
    const ask = (message: object): Promise<{ took: number; result: Result }> =>
      new Promise((resolve, reject) => {
        const id = ++last;
        const begun = performance.now();
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = ({ data }: MessageEvent<Reply>) => {
          if (data.kind === 'done') resolve({ took: performance.now() - begun, result: data.result });
          else if (data.kind === 'failed') reject(new Error(data.message));
          else {
            const bytes = file.slice(data.start, data.end);
            const answer = { kind: 'bytes', id, read: data.read, size: file.length, spent: 0, bytes };
            worker.postMessage(answer, [bytes.buffer]);
          }
        };
        worker.postMessage({ id, ...message });
      });
    const head = { url, size: file.length, spent: 0, contentType: 'video/mp4' };
    const decode = { kind: 'key-frames', file: head, request, budget: 4_000_000, want: 'pixels' };
    const encode = (data: Uint8Array): string => {
      let text = '';
      for (let at = 0; at < data.length; at += 32_768)
        text += String.fromCharCode(...data.subarray(at, at + 32_768));
      return btoa(text);
    };
    try {
      const times: FrameTimes = { decode: [], score: [], first: 0, bytes: 0, frames: 0, pictures: [] };
      for (let turn = 0; turn <= repeats; turn++) {
        const { took, result } = await ask(decode);
        const scored = await ask({ kind: 'score', frames: result.frames });
        if (turn === 0) {
          times.first = scored.took;
          times.pictures = result.frames.map((frame) => ({ ...frame, data: encode(frame.data) }));
          times.frames = result.frames.length;
          continue; // warms up
        }
        times.decode.push(took / result.frames.length);
        times.score.push(scored.took);
      }
      return times;
    } finally {
      worker.terminate();
    }
  }, task);
}
