import { join } from 'node:path';
import { listenOnLoopback } from '../../qa/loopback.ts';
import { sendFile } from '../../qa/send-file.ts';

/** A stand-in for the internet: pages under the addresses of others, served by nobody but this machine. */
export interface Stage {
  /** `host:port` to use as the browser's proxy. */
  address: string;
  close(): Promise<void>;
}

/**
 * Answers every plain-HTTP request of a browser that uses it as proxy.
 * @param pages HTML by address without query
 * @param mediaDir where `http://media.example/NAME` is read from
 */
export async function openStage(pages: Record<string, string>, mediaDir: string): Promise<Stage> {
  const { server, port, close } = await listenOnLoopback((request, response) => {
    const url = new URL(request.url ?? '', 'http://nowhere.example');
    const page = pages[`${url.origin}${url.pathname}`];
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    if (url.hostname !== 'media.example') {
      response.writeHead(404).end();
      return;
    }
    sendFile(response, join(mediaDir, url.pathname.slice(1)), request);
  });
  server.on('connect', (_, socket) => socket.end('HTTP/1.1 502 Not from here\r\n\r\n'));
  return { address: `127.0.0.1:${port}`, close };
}
