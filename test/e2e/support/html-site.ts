import { join } from 'node:path';
import { listenOnLoopback } from '../../qa/loopback.ts';
import { sendFile } from '../../qa/send-file.ts';

export interface HtmlSite {
  origin: string;
  /** Paths that were asked for, in order, once for each request. */
  requests: string[];
  close(): Promise<void>;
}

/** What a page is, or anything else that is not a file: its type and its content. */
export type Served = string | { type: string; body: string | Uint8Array };

/**
 * Serves pages by path, and below `/media/` the files of a folder.
 * @param pages HTML as text; other types are named
 */
export async function startHtmlSite(pages: Record<string, Served>, folder: string): Promise<HtmlSite> {
  const requests: string[] = [];
  const { origin, close } = await listenOnLoopback((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://site.example');
    requests.push(pathname);
    const page = pages[pathname];
    if (page !== undefined) {
      const { type, body } = typeof page === 'string' ? { type: 'text/html', body: page } : page;
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
    } else if (pathname.startsWith('/media/'))
      try {
        sendFile(response, join(folder, pathname.slice('/media/'.length)), request);
      } catch {
        response.writeHead(404).end();
      }
    else response.writeHead(404).end();
  });
  return { origin, requests, close };
}
