import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { extname } from 'node:path';

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

/**
 * Answers a GET or HEAD for a file, with ranges, an ETag and a type by its ending.
 * @param onBytes told of every piece of the body that the other side made room for
 */
export function sendFile(
  response: ServerResponse,
  file: string,
  request: IncomingMessage,
  extra: OutgoingHttpHeaders = {},
  onBytes: (count: number) => void = () => undefined,
): void {
  const { range } = request.headers;
  const { size, mtimeMs } = statSync(file);
  const headers = {
    'content-type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    etag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
    ...extra,
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
  if (request.method === 'HEAD' || end < start) return void response.end();
  const stream = createReadStream(file, { start, end });
  stream.on('error', () => response.destroy());
  stream.on('data', ({ length }) => onBytes(length));
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
