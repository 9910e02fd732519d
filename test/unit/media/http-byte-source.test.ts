import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CheckError, type Reason } from '../../../lib/evidence/check-error';
import { createHttpByteSource, type HttpByteSourceOptions } from '../../../lib/media/http-byte-source';
import { readWhole } from '../../../lib/media/read-whole';

const FILE = Uint8Array.from({ length: 700_000 }, (_, index) => (index * 31 + (index >> 8)) & 0xff);

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
let handle: Handler;
let asked: string[] = [];
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.headers.range ?? '');
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  handle = ranges();
});

/** A server that keeps to RFC 9110. */
function ranges(headers: Record<string, string> = {}, file: Uint8Array = FILE): Handler {
  return (request, response) => {
    const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const start = Number(match?.[1]);
    const type = { 'Content-Type': 'video/mp4; codecs=avc1', ...headers };
    const current = request.headers['if-range'] ?? headers.ETag;
    if (!match || (headers.ETag && current !== headers.ETag)) {
      response.writeHead(200, { ...type, 'Content-Length': file.length }).end(file);
      return;
    }
    if (start >= file.length) {
      response.writeHead(416, { 'Content-Range': `bytes */${file.length}` }).end();
      return;
    }
    const end = Math.min(file.length, match[2] ? Number(match[2]) + 1 : file.length);
    response
      .writeHead(206, {
        ...type,
        'Content-Length': end - start,
        'Content-Range': `bytes ${start}-${end - 1}/${file.length}`,
      })
      .end(file.subarray(start, end));
  };
}

const noRanges: Handler = (_, response) =>
  response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': FILE.length }).end(FILE);
const status =
  (code: number, headers: Record<string, string> = {}): Handler =>
  (_, response) =>
    response.writeHead(code, headers).end('no');

const open = (options: Partial<HttpByteSourceOptions> = {}, path = '/clip.mp4') =>
  createHttpByteSource(origin + path, {
    fetch,
    budget: 10_000_000,
    credentialsMode: 'omit',
    timeoutMs: 5000,
    ...options,
  });
/** Long arrays are compared at once; the matcher would go through them byte by byte. */
const same = (a: Uint8Array, b: Uint8Array) => Buffer.from(a).equals(b);
const live = () => new AbortController().signal;
const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => value,
    (error: unknown) => (error instanceof CheckError ? error.reason : error),
  );

describe('reading by ranges', () => {
  it('takes a small read as it is asked, and learns size and type from it', async () => {
    const source = open();
    expect(await source.read(0, 512, live())).toEqual(FILE.slice(0, 512));
    expect(source).toMatchObject({ size: FILE.length, contentType: 'video/mp4', spent: 512 });
    expect(asked).toEqual(['bytes=0-511']);
  });

  it('rounds longer reads up to blocks, in requests of at most 256 KiB', async () => {
    const source = open();
    expect(same(await source.read(1000, 501_000, live()), FILE.slice(1000, 501_000))).toBe(true);
    expect(asked).toEqual(['bytes=1000-263143', `bytes=263144-525287`]);
  });

  it('takes ranges as long as they are asked for where they are to be exact', async () => {
    const source = open({ exact: true });
    expect(same(await source.read(1000, 501_000, live()), FILE.slice(1000, 501_000))).toBe(true);
    expect(asked).toEqual(['bytes=1000-500999']);
  });

  it('fetches nothing twice', async () => {
    const source = open();
    await source.read(100, 200, live());
    await source.read(300, 400, live());
    expect(await source.read(0, 500, live())).toEqual(FILE.slice(0, 500));
    expect(await source.read(50, 350, live())).toEqual(FILE.slice(50, 350));
    expect(asked.slice(2)).toEqual(['bytes=0-99', 'bytes=200-299', 'bytes=400-499']);
    expect(source.spent).toBe(500);
  });

  it('fetches nothing twice for two readers at once', async () => {
    const source = open();
    await Promise.all([source.read(0, 300, live()), source.read(0, 300, live())]);
    expect(source.spent).toBe(300);
  });

  it('gives what there is at the end, and nothing behind it', async () => {
    const source = open();
    expect(await source.read(FILE.length - 10, FILE.length + 50, live())).toEqual(FILE.slice(-10));
    expect(await source.read(FILE.length + 5, FILE.length + 50, live())).toHaveLength(0);
  });

  it('streams the whole file and uses what it has', async () => {
    const source = open();
    await source.read(0, 512, live());
    await source.read(600_000, 600_100, live());
    expect(same(await readWhole(source, 1_000_000, live()), FILE)).toBe(true);
    expect(source.spent).toBe(FILE.length);
  });

  it('sees a file that changes between two reads, and starts anew', async () => {
    const source = open();
    handle = ranges({ ETag: '"one"' });
    await source.read(0, 100, live());
    expect(source.validator).toBe('"one"');
    const other = FILE.map((byte) => byte ^ 1);
    handle = ranges({ ETag: '"two"' }, other);
    expect(await reasonOf(source.read(200, 300, live()))).toBe('network');
    expect(await source.read(0, 300, live())).toEqual(other.slice(0, 300));
  });
});

describe('servers without ranges', () => {
  it('takes only what was asked and cancels the rest', async () => {
    handle = noRanges;
    const source = open();
    expect(await source.read(0, 512, live())).toEqual(FILE.slice(0, 512));
    expect(source.size).toBe(FILE.length);
    expect(source.spent).toBeLessThan(FILE.length);
  });

  it('reads from the start within the budget', async () => {
    handle = noRanges;
    const source = open();
    await source.read(0, 512, live());
    expect(await source.read(650_000, 650_100, live())).toEqual(FILE.slice(650_000, 650_100));
    expect(same(await readWhole(source, 1_000_000, live()), FILE)).toBe(true);
  });

  it('refuses to download what is too long for that', async () => {
    handle = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': 500_000_000 });
      response.write(FILE);
    };
    const source = open();
    await source.read(0, 512, live());
    expect(await reasonOf(source.read(400_000_000, 400_000_100, live()))).toBe('range-ignored');
    expect(source.spent).toBeLessThan(1_000_000);
  });
});

describe('failures have names', () => {
  it.each<[string, Handler, Reason]>([
    ['401', status(401), 'login'],
    ['403', status(403, { 'Content-Type': 'text/html' }), 'blocked'],
    ['404', status(404), 'missing'],
    ['410', status(410), 'missing'],
    ['429', status(429), 'blocked'],
    ['500', status(500), 'network'],
    ['204', (_, response) => response.writeHead(204).end(), 'empty-file'],
    ['an empty file', ranges({}, new Uint8Array(0)), 'empty-file'],
    [
      'an empty file without ranges',
      (_, response) => response.writeHead(200, { 'Content-Length': 0 }).end(),
      'empty-file',
    ],
    [
      'HTML by its type',
      (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>hi'),
      'not-media',
    ],
    [
      'HTML named .mp4',
      ranges({}, new TextEncoder().encode('<!DOCTYPE html><title>Log in</title>')),
      'not-media',
    ],
    [
      'a redirect loop',
      (request, response) => response.writeHead(302, { Location: `${request.url}a` }).end(),
      'redirect-loop',
    ],
    ['a connection that breaks', (_, response) => response.destroy(), 'network'],
    [
      'another range than asked',
      (_, response) => response.writeHead(206, { 'Content-Range': 'bytes 5-9/700000' }).end('12345'),
      'network',
    ],
  ])('%s', async (_, handler, reason) => {
    handle = handler;
    expect(await reasonOf(open().read(0, 512, live()))).toBe(reason);
  });

  it('a server that stalls before it answers', async () => {
    handle = () => undefined;
    expect(await reasonOf(open({ timeoutMs: 50 }).read(0, 512, live()))).toBe('timed-out');
  });

  it('a server that stalls in the middle', async () => {
    handle = (_, response) => {
      response.writeHead(206, { 'Content-Range': 'bytes 0-511/700000', 'Content-Length': 512 });
      response.write(FILE.subarray(0, 100));
    };
    expect(await reasonOf(open({ timeoutMs: 50 }).read(0, 512, live()))).toBe('timed-out');
  });

  it('a host that is not there', async () => {
    const gone = createHttpByteSource('http://127.0.0.1:9/x.mp4', {
      fetch,
      budget: 1000,
      credentialsMode: 'omit',
      timeoutMs: 1000,
    });
    expect(await reasonOf(gone.read(0, 10, live()))).toBe('network');
    const offline = createHttpByteSource('http://127.0.0.1:9/x.mp4', {
      fetch,
      budget: 1000,
      credentialsMode: 'omit',
      timeoutMs: 1000,
      online: () => false,
    });
    expect(await reasonOf(offline.read(0, 10, live()))).toBe('offline');
  });

  it('a budget that is spent', async () => {
    const source = open({ budget: 1000 });
    await source.read(0, 800, live());
    expect(await reasonOf(source.read(1000, 1300, live()))).toBe('too-large');
    expect(await reasonOf(readWhole(source, 10_000_000, live()))).toBe('too-large');
    expect(source.spent).toBe(800);
  });

  it('a public address that leads into a private network', async () => {
    const redirected: typeof fetch = async (...args) => {
      const response = await fetch(origin, args[1]);
      return response;
    };
    const source = createHttpByteSource('https://videos.example/clip.mp4', {
      fetch: redirected,
      budget: 1000,
      credentialsMode: 'omit',
      timeoutMs: 1000,
    });
    expect(await reasonOf(source.read(0, 10, live()))).toBe('private-network');
  });

  it('a reader that has lost interest', async () => {
    handle = () => undefined;
    const cancel = new AbortController();
    const read = reasonOf(open().read(0, 512, cancel.signal));
    cancel.abort();
    expect(await read).toBe('cancelled');
    expect(await reasonOf(open().read(0, 512, cancel.signal))).toBe('cancelled');
  });
});
