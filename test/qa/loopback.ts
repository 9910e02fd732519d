import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Loopback {
  server: Server;
  /** `http://127.0.0.1:port`, without a slash. */
  origin: string;
  port: number;
  /** Ends connections that are still open too. */
  close(): Promise<void>;
}

/** Listens on a free port of the loopback address. */
export async function listenOnLoopback(handler: RequestListener): Promise<Loopback> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { server, origin: `http://127.0.0.1:${port}`, port, close };
}
