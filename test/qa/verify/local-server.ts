import { createReadStream, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname } from 'node:path';

const TYPES: Record<string, string> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
  '.ogv': 'video/ogg',
  '.avi': 'video/x-msvideo',
  '.m4a': 'audio/mp4',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.flac': 'audio/flac',
};

export interface LocalServer {
  /** Address of the page that holds the file of this number. */
  pageOf(index: number): string;
  close(): Promise<void>;
}

/** Serves every file on a page of its own, on the loopback address, with ranges. */
export async function serveFiles(files: string[]): Promise<LocalServer> {
  const server = createServer((request, response) => {
    const [, index, name] = (request.url ?? '').split('/');
    const file = files[Number(index)];
    if (!index || file === undefined) response.writeHead(404).end();
    else if (!name) sendPage(response, basename(file));
    else sendFile(response, file, request.headers.range, request.method === 'HEAD');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    pageOf: (index) => `http://127.0.0.1:${port}/${index}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendPage(response: ServerResponse, name: string): void {
  const text = name.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    `<!doctype html><meta charset="utf-8"><title>${text}</title><link rel="icon" href="data:,">
<style>body{margin:24px}video{display:block;width:800px;height:450px;background:#222}</style>
<video controls muted preload="auto" src="${encodeURIComponent(name)}"></video>`,
  );
}

function sendFile(
  response: ServerResponse,
  file: string,
  range: string | undefined,
  headOnly: boolean,
): void {
  const { size, mtimeMs } = statSync(file);
  const headers = {
    'content-type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    etag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
  };
  const wanted = range === undefined ? null : parseRange(range, size);
  if (range !== undefined && !wanted) {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${size}` }).end();
    return;
  }
  const [start, end] = wanted ?? [0, size - 1];
  response.writeHead(wanted ? 206 : 200, {
    ...headers,
    'content-length': end - start + 1,
    ...(wanted ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
  });
  if (headOnly || end < start) return void response.end();
  const stream = createReadStream(file, { start, end });
  stream.on('error', () => response.destroy());
  response.on('close', () => stream.destroy());
  stream.pipe(response);
}

/** First and last byte, or null where nothing of the range is in the file. */
function parseRange(range: string, size: number): [number, number] | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (from === undefined || to === undefined || from + to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start <= end && start < size ? [start, end] : null;
}
