import { cpus } from 'node:os';
import { basename } from 'node:path';
import { extensionMemory } from '../e2e/support/chromium-process.ts';
import { frameRequest } from '../../lib/evidence/classifier/source.ts';
import { startFeedServer } from '../fixtures/feed/server.ts';
import { makeFixtures } from '../fixtures/signing/make.ts';
import { type ChromiumBrowser, openChromium } from '../qa/browsers/chromium.ts';
import { ensureBuilt } from '../qa/build.ts';
import { listenOnLoopback } from '../qa/loopback.ts';
import { sendFile } from '../qa/send-file.ts';
import { keep, signedFile } from './big-file.ts';
import { feedFigures } from './feed-figures.ts';
import { type Figure, kilobytes, median, ms, printFigures, quantile, times } from './figures.ts';
import { credentialsTimes, frameTimes } from './in-workers.ts';
import { modelManifest, nativeTimes } from './native-inference.ts';
import { labelTimes, type ScrollCost, scrollCosts } from './on-pages.ts';
import { probeCosts } from './probe.ts';

const BIG = 20_000_000;
const REPEATS = 15;
const KINDS = ['unsigned', 'trusted-captured', 'tampered'];
const PASSES = [
  ['first', 'the first time, checks under way'],
  ['again', 'all decided'],
] as const;

const say = (line: string): void => console.error(`bench: ${line}`);

/** Parts that are named on the command line; all where none is. */
const wanted = process.argv.slice(2);
const isWanted = (part: string): boolean => wanted.length === 0 || wanted.includes(part);

const extensionDir = await ensureBuilt('chromium', say);
const fixtures = await makeFixtures();
const feed = await startFeedServer({ fixturesDir: fixtures.dir });
const browser = await openChromium({
  extensionDir,
  trust: fixtures.lists,
  settings: { mode: 'investigator' },
});
const [processor] = cpus();
console.log(`Chromium ${browser.version}, ${cpus().length} x ${processor?.model ?? 'unknown processor'}`);
try {
  if (isWanted('probe')) await probe();
  if (isWanted('validation')) {
    say('validation');
    printFigures('Validation in the packaged worker', [
      ...(await validation(browser, 0)),
      ...(await validation(browser, BIG)),
    ]);
  }
  if (isWanted('frames')) {
    say('frames');
    printFigures('Frames in the packaged worker', await frames(browser));
  }
  if (isWanted('pages')) {
    await pages('viewer');
    await pages('investigator');
  }
  if (isWanted('feed')) await virtualised();
} finally {
  await browser.close();
  await feed.close();
}

async function probe(): Promise<void> {
  say('probe');
  const probes = await probeCosts(browser, feed.origin);
  printFigures('Credentials, as in a page', [
    { what: 'unsigned: bytes', value: kilobytes(median(probes.unsigned.bytes)) },
    { what: 'unsigned: time', value: ms(median(probes.unsigned.ms)) },
    {
      what: 'signed: bytes until issuer and declaration and content are checked',
      value: kilobytes(median(probes.signed.bytes)),
    },
    { what: 'signed: time', value: ms(median(probes.signed.ms)) },
  ]);
}

async function virtualised(): Promise<void> {
  say('a feed of 1,000 videos that re-uses elements');
  const plain = await openChromium({ extensionDir: null });
  const inViewer = await openChromium({
    extensionDir,
    trust: fixtures.lists,
    settings: { mode: 'viewer' },
  }).catch(async (error: unknown) => {
    await plain.close();
    throw error;
  });
  try {
    await feedFigures(inViewer, plain, feed.origin);
  } finally {
    await plain.close();
    await inViewer.close();
  }
}

async function validation(inBrowser: ChromiumBrowser, padding: number): Promise<Figure[]> {
  const signed = await signedFile(padding);
  const path = keep(signed.asset, `signed-${padding}.mp4`);
  const server = await listenOnLoopback((request, response) => sendFile(response, path, request));
  try {
    const took = await credentialsTimes(inBrowser, {
      url: `${server.origin}/${basename(path)}`,
      manifest: [...signed.manifest],
      lists: signed.lists,
      repeats: REPEATS,
    });
    const hash = median(took.hash);
    const size = kilobytes(signed.asset.length);
    return [
      { what: `${size}: SHA-256 by crypto.subtle`, value: ms(hash) },
      {
        what: `${size}: manifest alone`,
        value: ms(median(took.manifest)),
        against: `${times(median(took.manifest) / hash)} the hash`,
      },
      {
        what: `${size}: manifest and content`,
        value: ms(median(took.file)),
        against: `${times(median(took.file) / hash)} the hash`,
      },
      ...(padding === 0 ? [{ what: 'start of the worker', value: ms(took.start) }] : []),
    ];
  } finally {
    await server.close();
  }
}

async function frames(inBrowser: ChromiumBrowser): Promise<Figure[]> {
  const before = await extensionMemory(inBrowser);
  const took = await frameTimes(inBrowser, {
    url: `${feed.origin}/clips/testcard.mp4`,
    request: frameRequest(modelManifest),
    repeats: REPEATS,
  });
  const { peak } = await extensionMemory(inBrowser);
  const native = median(await nativeTimes(took.pictures, REPEATS));
  const score = median(took.score);
  return [
    { what: `decoding, per key frame (${took.frames} frames)`, value: ms(median(took.decode)) },
    {
      what: `preparing ${took.frames} pictures and inference on ${modelManifest.input.frames}`,
      value: ms(score),
      against: `${times(score / native)} onnxruntime-node`,
    },
    { what: 'the same by onnxruntime-node, one thread', value: ms(native) },
    { what: 'the first, with runtime and model loaded', value: ms(took.first) },
    { what: 'memory of the extension before', value: kilobytes(before.now) },
    { what: 'memory at its highest', value: kilobytes(peak) },
  ];
}

/** Pages as a viewer meets them, in a browser of its own in that mode. */
async function pages(mode: 'viewer' | 'investigator'): Promise<void> {
  say(`a page of 50 videos, ${mode} mode`);
  const inMode = await openChromium({ extensionDir, trust: fixtures.lists, settings: { mode } });
  try {
    const labels = await labelTimes(inMode, `${feed.origin}/grid?n=50`);
    const line = (what: string, values: number[]): Figure => ({
      what,
      value: ms(median(values)),
      against: `9 of 10 within ${ms(quantile(values, 0.9))}`,
    });
    printFigures(`From visible to labelled, 50 videos at a reader's pace, ${mode} mode`, [
      line('first label', labels.first),
      line('final label', labels.final),
    ]);
    if (mode === 'viewer') await scrolling(inMode);
  } finally {
    await inMode.close();
  }
}

/** In turns, so that a busy moment of the machine meets both. */
async function scrolling(withExtension: ChromiumBrowser): Promise<void> {
  say('scrolling 200 videos');
  const plain = await openChromium({ extensionDir: null });
  const without: Costs[] = [];
  const withIt: Costs[] = [];
  try {
    for (let turn = 0; turn < 3; turn++) {
      // Videos of their own each time: nothing is decided from the cache.
      const url = `${feed.origin}/grid?n=200&fixture=${KINDS.slice(turn).concat(KINDS.slice(0, turn)).join(',')}`;
      without.push(await scrollCosts(plain, url));
      withIt.push(await scrollCosts(withExtension, url));
    }
  } finally {
    await plain.close();
  }
  for (const [pass, title] of PASSES) {
    const line = (what: string, key: keyof ScrollCost): Figure => {
      const middle = (runs: Costs[]): number => median(runs.map((run) => run[pass][key]));
      const [mine, base] = [middle(withIt), middle(without)];
      return { what, value: ms(mine), against: `${ms(base)} without (${times(mine / base)})` };
    };
    printFigures(`Main thread while scrolling 200 videos, ${title}`, [
      line('all tasks', 'task'),
      line('script', 'script'),
      line('style and layout', 'layout'),
      line('longest gap between frames', 'longestGap'),
    ]);
  }
}

type Costs = Awaited<ReturnType<typeof scrollCosts>>;
