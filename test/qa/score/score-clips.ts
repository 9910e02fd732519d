import { statSync } from 'node:fs';
import type { Reason } from '../../../lib/evidence/check-error.ts';
import { aggregate } from '../../../lib/evidence/classifier/aggregate.ts';
import type { ModelManifest } from '../../../lib/evidence/classifier/manifest.ts';
import { frameRequest } from '../../../lib/evidence/classifier/source.ts';
import { DEFAULT_SETTINGS } from '../../../lib/storage/settings-schema.ts';
import { openChromium, type ChromiumBrowser } from '../browsers/chromium.ts';
import { listenOnLoopback } from '../loopback.ts';
import { sendFile } from '../send-file.ts';
import type { Clip, Decoder } from './arguments.ts';
import { ffmpegFrames } from './ffmpeg-frames.ts';
import { type ScoreAnswer, scoreInPage, type ScoreTask } from './in-page.ts';
import type { Score } from './score-file.ts';

export interface Scoring {
  /** Folder of the built extension. */
  extensionDir: string;
  /** The manifest of the model in that build. */
  manifest: ModelManifest;
  clips: readonly Clip[];
  workers: number;
  timeoutMs: number;
  decoder: Decoder;
  signal: AbortSignal;
  onScore(score: Score): void;
}

/** Longer than the page's own limit: then it is the browser that hangs. */
const GRACE_MS = 20_000;

/**
 * Scores clips with the packaged frames worker in one Chromium, some at a time, and hands over each as it is done.
 * A clip that fails has its reason; a browser that goes away is opened again, and what it was at tried once more.
 */
export async function scoreClips(work: Scoring): Promise<void> {
  const { clips, signal, onScore } = work;
  const server = await listenOnLoopback((request, response) => {
    const clip = clips[Number((request.url ?? '').slice(1))];
    if (clip) sendFile(response, clip.path, request);
    else response.writeHead(404).end();
  });
  const browsers = new BrowserKeeper(work.extensionDir);
  let next = 0;
  const takeTurns = async (lane: number): Promise<void> => {
    for (let index = next++; index < clips.length && !signal.aborted; index = next++) {
      const clip = clips[index];
      if (!clip) return;
      const score = await scoreOne(clip, `${server.origin}/${index}`, lane, browsers, work);
      if (!signal.aborted) onScore(score);
    }
  };
  const stop = (): void => void browsers.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await Promise.all(Array.from({ length: work.workers }, (_, lane) => takeTurns(lane)));
  } finally {
    signal.removeEventListener('abort', stop);
    await browsers.close();
    await server.close();
  }
}

async function scoreOne(
  { given, path }: Clip,
  url: string,
  lane: number,
  browsers: BrowserKeeper,
  { manifest, timeoutMs, decoder, signal }: Scoring,
): Promise<Score> {
  const stat = statSync(path, { throwIfNoEntry: false });
  const problem: Reason | null = !stat ? 'missing' : stat.isFile() ? null : 'not-media';
  let answer: ScoreAnswer = { reason: problem ?? 'internal', message: '', ms: 0 };
  for (let turn = 0; turn < 2 && !problem && !signal.aborted; turn++) {
    const request = frameRequest(manifest);
    const task = {
      lane,
      url,
      size: stat?.size ?? 0,
      timeoutMs,
      request,
      budget: DEFAULT_SETTINGS.frameBudgetBytes,
    };
    answer =
      decoder === 'browser'
        ? await browsers.evaluate({ ...task, want: 'scores' })
        : await byFfmpeg(path, browsers, { ...task, want: 'frames' });
    // Whoever shared the process with it may have brought it down.
    if (!('reason' in answer) || answer.reason !== 'internal') break;
  }
  return toScore(given, answer, manifest);
}

/** The frames that the browser would take, decoded by ffmpeg and scored by the package all the same. */
async function byFfmpeg(path: string, browsers: BrowserKeeper, task: ScoreTask): Promise<ScoreAnswer> {
  const taken = await browsers.evaluate(task);
  if ('reason' in taken) return taken;
  try {
    const frames = await ffmpegFrames(path, taken.frames, task.request);
    const given = frames.map(({ data, ...head }) => ({
      ...head,
      data: Buffer.from(data).toString('base64'),
    }));
    return await browsers.evaluate({ ...task, want: 'scores', given });
  } catch (error) {
    return { reason: 'unsupported-format', message: String(error), ms: taken.ms };
  }
}

/** One line from what the worker said of the frames, weighed as the extension weighs it. */
export function toScore(file: string, answer: ScoreAnswer, manifest: ModelManifest): Score {
  const common = { ms: Math.round(answer.ms), model: manifest.sha256 };
  if ('reason' in answer) {
    const nothing = { pAI: null, pSora: null, band: null, abstained: true };
    return { file, ...nothing, reason: answer.reason, frames: 0, ...common };
  }
  const { pAI, pSora, band, abstainReason, frames } = aggregate(answer.scored, manifest);
  return {
    ...{ file, pAI: six(pAI), pSora: six(pSora), band },
    ...{ abstained: abstainReason !== null, reason: abstainReason, frames: frames.length },
    ...common,
  };
}

const six = (value: number | null) => (value === null ? null : Number(value.toFixed(6)));

/** One browser for all, opened with the first clip and again after it went away. */
class BrowserKeeper {
  #opening: Promise<ChromiumBrowser> | null = null;
  #closed = false;

  constructor(private readonly extensionDir: string) {}

  async evaluate(task: ScoreTask): Promise<ScoreAnswer> {
    if (this.#closed) return { reason: 'cancelled', message: 'ended', ms: 0 };
    const mine = (this.#opening ??= openChromium({ extensionDir: this.extensionDir, trust: [] }));
    const browser = await mine;
    const over = new AbortController();
    try {
      return await Promise.race([
        browser.extensionEval(scoreInPage, task),
        browser.gone.then(() => Promise.reject(new Error('the browser ended'))),
        refusal(task.timeoutMs + GRACE_MS, over.signal),
      ]);
    } catch (error) {
      // Only the first to notice closes it; the others find the new one.
      if (this.#opening === mine) {
        this.#opening = null;
        await browser.close();
      }
      return { reason: this.#closed ? 'cancelled' : 'internal', message: String(error), ms: 0 };
    } finally {
      over.abort();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const mine = this.#opening;
    this.#opening = null;
    await mine?.then(
      (browser) => browser.close(),
      () => undefined,
    );
  }
}

function refusal(after: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error('the browser does not answer')), after);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
