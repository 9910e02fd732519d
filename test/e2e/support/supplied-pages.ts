import { readFileSync } from 'node:fs';

const CLIP = readFileSync(new URL('../../fixtures/media/fragmented.mp4', import.meta.url)).toString('base64');

const STREAM = 'video/mp4; codecs="avc1.64001e"';
const CLIP_TYPE = 'video/mp4; codecs="avc1.64001e,mp4a.40.2"';

/** Parts of a stream of the catalogue, as a worker fetches them. */
const PARTS = "['init-0.mp4', ...Array.from({ length: 8 }, (_, at) => 'segment-0-' + (at + 1) + '.m4s')]";

/** Plays what `load` gives to `append`, muted and in a loop of its own making. */
const page = (title: string, type: string, load: string): string => `<!doctype html>
<html lang="en"><title>${title}</title>
<video muted controls playsinline width="640" height="360"></video>
<script type="module">
  const video = document.querySelector('video');
  const source = new MediaSource();
  video.src = URL.createObjectURL(source);
  await new Promise((resolve) => source.addEventListener('sourceopen', resolve, { once: true }));
  const buffer = source.addSourceBuffer('${type}');
  source.duration = 8;
  const append = (bytes) => new Promise((resolve, reject) => {
    buffer.addEventListener('updateend', resolve, { once: true });
    buffer.addEventListener('error', reject, { once: true });
    buffer.appendBuffer(bytes);
  });
  const worker = new Worker('/fetcher.js');
  const fetched = (path) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(path);
  });
  ${load}
  source.endOfStream();
  video.addEventListener('ended', () => { video.currentTime = 0; video.play(); });
  await video.play();
</script>`;

const fromWorker = (stream: string): string =>
  page(
    `Fetched in a worker: ${stream}`,
    STREAM,
    `for (const part of ${PARTS}) await append(await fetched('/media/streams/${stream}/' + part));`,
  );

/** Bytes that the page turns into media itself; cut as they come, not at segments. */
const decoded = page(
  'Decoded in script',
  STREAM,
  `const parts = [];
  for (const part of ${PARTS}) parts.push(new Uint8Array(await fetched('/media/streams/signed/' + part)));
  const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
  for (let at = 0; at < whole.length; at += 30000) {
    if (at === 60000) {
      // A player that changes its mind: what it had not parsed is thrown away, and appended again.
      await append(whole.subarray(at, at + 1000));
      buffer.abort();
      const from = parts[0].length;
      await append(whole.slice(0, from));
      await append(whole.slice(from, at));
    }
    await append(whole.subarray(at, at + 30000));
  }`,
);

/** A file that was signed as a whole, in pieces. */
const whole = (name: string, end: string): string =>
  page(
    'One file in pieces',
    CLIP_TYPE,
    `const bytes = new Uint8Array(await fetched('/media/${name}.mp4'));
    for (let at = 0; at < ${end}; at += 40000) await append(bytes.subarray(at, Math.min(at + 40000, ${end})));`,
  );

/** Answers in the place of the hook, in its format, with signed bytes, and plays something else. */
const forger = page(
  'Signed bytes, other pictures',
  CLIP_TYPE,
  `const buffers = [];
  for (const part of ${PARTS}) buffers.push(new Uint8Array(await fetched('/media/streams/signed/' + part)));
  addEventListener('whence:ask-appended', (event) => {
    event.stopImmediatePropagation();
    const entries = buffers.map(({ length }) =>
      ({ track: '0', type: '${STREAM}'.replaceAll('"', ''), offset: 0, fresh: false, length }));
    const header = new TextEncoder().encode(JSON.stringify({ ended: true, buffers: entries }));
    const length = new DataView(new ArrayBuffer(4));
    length.setUint32(0, header.length);
    window.asked = (window.asked ?? 0) + 1;
    document.dispatchEvent(
      new CustomEvent('whence:appended', { detail: new Blob([length.buffer, header, ...buffers]) }),
    );
  }, true);
  await append(Uint8Array.from(atob('${CLIP}'), (letter) => letter.charCodeAt(0)));`,
);

/** A file that the page puts together itself; no request of its own leads to it. */
const file = (name: string): string => `<!doctype html>
<html lang="en"><title>A file of the page's own: ${name}</title>
<video muted loop controls playsinline width="640" height="360"></video>
<script type="module">
  const video = document.querySelector('video');
  const worker = new Worker('/fetcher.js');
  worker.onmessage = ({ data }) => {
    video.src = URL.createObjectURL(new Blob([data], { type: 'video/mp4' }));
    video.play();
  };
  worker.postMessage('/media/${name}.mp4');
</script>`;

/** Pages whose media no request of theirs leads to, by path. */
export const SUPPLIED_PAGES: Record<string, string | { type: string; body: string }> = {
  '/signed': fromWorker('signed'),
  '/tampered': fromWorker('tampered'),
  '/unsigned': fromWorker('unsigned'),
  '/decoded': decoded,
  '/forger': forger,
  '/whole': whole('signed-fragmented', 'bytes.length'),
  '/part': whole('signed-fragmented', 'bytes.length - 40000'),
  '/file': file('trusted-ai-generated'),
  '/file-changed': file('tampered'),
  '/file-unsigned': file('unsigned'),
  '/fetcher.js': {
    type: 'text/javascript',
    body: 'onmessage = async ({ data }) => postMessage(await (await fetch(data)).arrayBuffer());',
  },
};
