import { request as forward } from 'node:http';
import { listenOnLoopback } from '../../qa/loopback.ts';

export interface LoggingProxy {
  /** `host:port` for the browser. */
  address: string;
  /** `METHOD url` of every request; of a tunnel only `CONNECT host:port` is known. */
  requests: string[];
  close(): Promise<void>;
}

/** Passes on requests for this machine, refuses all others, and writes down both. */
export async function startLoggingProxy(): Promise<LoggingProxy> {
  const requests: string[] = [];
  const { server, port, close } = await listenOnLoopback((request, response) => {
    const { method = 'GET', url = '', headers } = request;
    requests.push(`${method} ${url}`);
    if (!/^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url)) {
      response.writeHead(502).end();
      return;
    }
    const onward = forward(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    requests.push(`CONNECT ${request.url ?? ''}`);
    socket.end('HTTP/1.1 502 Not from here\r\n\r\n');
  });
  return { address: `127.0.0.1:${port}`, requests, close };
}
