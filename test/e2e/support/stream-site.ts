import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listenOnLoopback } from '../../qa/loopback.ts';
import { sendFile } from '../../qa/send-file.ts';

export interface StreamSite {
  /** A page that plays one stream of the catalogue through Media Source, as the players of the large sites do. */
  pageOf(stream: string): string;
  /** A page that fetches the signed stream and shows other pictures, which it carries in itself. */
  attack: string;
  /** Paths that were asked for, in order, once for each request. */
  requests: string[];
  close(): Promise<void>;
}

const CLIP = new URL('../../fixtures/media/fragmented.mp4', import.meta.url);

/** Plays what `load` gives, piece by piece, muted and in a loop of its own making. */
const page = (load: string, type: string): string => `<!doctype html>
<title>Stream</title>
<video muted controls playsinline width="640" height="360"></video>
<script type="module">
  const video = document.querySelector('video');
  const source = new MediaSource();
  video.src = URL.createObjectURL(source);
  await new Promise((resolve) => source.addEventListener('sourceopen', resolve, { once: true }));
  const buffer = source.addSourceBuffer('${type}');
  const fetchBytes = async (path) => (await fetch(path)).arrayBuffer();
  const append = (bytes) => new Promise((resolve, reject) => {
    buffer.addEventListener('updateend', resolve, { once: true });
    buffer.addEventListener('error', reject, { once: true });
    buffer.appendBuffer(bytes);
  });
  ${load}
  source.endOfStream();
  video.addEventListener('ended', () => { video.currentTime = 0; video.play(); });
  await video.play();
</script>`;

const PARTS = "['init-0.mp4', ...Array.from({ length: 8 }, (_, at) => `segment-0-${at + 1}.m4s`)]";

const STREAM = 'video/mp4; codecs="avc1.64001e"';
const CLIP_TYPE = 'video/mp4; codecs="avc1.64001e,mp4a.40.2"';

/** Serves pages that play the streams in `folder` (test/fixtures/streams, as `makeFixtures` writes them). */
export async function startStreamSite(folder: string): Promise<StreamSite> {
  const clip = (await readFile(CLIP)).toString('base64');
  const plain = (stream: string) =>
    page(
      `await fetch('/${stream}/media_0.m3u8');
  for (const part of ${PARTS}) await append(await fetchBytes('/${stream}/' + part));`,
      STREAM,
    );
  const attack = page(
    `await fetch('/signed/media_0.m3u8');
  for (const part of ${PARTS}) await fetchBytes('/signed/' + part);
  await append(Uint8Array.from(atob('${clip}'), (letter) => letter.charCodeAt(0)));`,
    CLIP_TYPE,
  );
  const requests: string[] = [];
  const { origin, close } = await listenOnLoopback((request, response) => {
    requests.push(new URL(request.url ?? '', 'http://site.example').pathname);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://site.example');
    const html =
      pathname === '/play' ? plain(searchParams.get('stream') ?? '') : pathname === '/attack' ? attack : null;
    if (html !== null) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
      return;
    }
    try {
      sendFile(response, join(folder, pathname), request);
    } catch {
      response.writeHead(404).end();
    }
  });
  return {
    pageOf: (stream) => `${origin}/play?stream=${stream}`,
    attack: `${origin}/attack`,
    requests,
    close,
  };
}
