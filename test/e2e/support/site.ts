import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FixtureSet } from '../../fixtures/signing/make.ts';
import { listenOnLoopback } from '../../qa/loopback.ts';
import { sendFile } from '../../qa/send-file.ts';

/** Answers in place of a media file. */
export type Oddity = (request: IncomingMessage, response: ServerResponse) => void;

export interface Site {
  origin: string;
  /** Address of a fixture's file; with `tag` the same bytes under an address of their own. */
  media(name: string, tag?: string | number): string;
  /** Puts a page under `/path`; returns its address. */
  page(path: string, body: string): string;
  /** Media requests so far: path, and range if any. */
  requests: { path: string; range: string | null }[];
  close(): Promise<void>;
}

const STYLE = `body{margin:16px;display:flex;flex-wrap:wrap;gap:16px}
.item{position:relative;width:280px;height:158px}
video{display:block;width:280px;height:158px;background:#222}`;

/** A small web site of fixtures and of pages that a test writes itself. */
export async function startSite(fixtures: FixtureSet, oddities: Record<string, Oddity> = {}): Promise<Site> {
  const pages = new Map<string, string>();
  const requests: Site['requests'] = [];
  const { origin, close } = await listenOnLoopback((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/');
    const page = pages.get(path);
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    requests.push({ path, range: request.headers.range ?? null });
    const [, kind, name = ''] = path.split('/');
    const oddity = kind === 'odd' ? oddities[name] : undefined;
    const fixture = kind === 'media' ? fixtures.fixtures.find((one) => one.file === name) : undefined;
    if (oddity) oddity(request, response);
    else if (fixture)
      sendFile(response, fixtures.path(fixture.name), request, { 'content-type': fixture.contentType });
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
  });
  return {
    ...{ origin, requests, close },
    media: (name, tag) => {
      const entry = fixtures.fixtures.find((one) => one.name === name);
      if (!entry) throw new Error(`no fixture named ${name}`);
      return `${origin}/media/${entry.file}${tag === undefined ? '' : `?${tag}`}`;
    },
    page: (path, body) => {
      pages.set(
        path,
        `<!doctype html><meta charset="utf-8"><title>${path}</title><link rel="icon" href="data:,">
<style>${STYLE}</style><body>${body}`,
      );
      return `${origin}${path}`;
    },
  };
}

/** A video of the page, big enough to be looked at, with controls, so that it is no background loop. */
export function videoTag(src: string, id = ''): string {
  return `<div class="item"><video ${id && `id="${id}"`} controls muted preload="metadata" src="${src}"></video></div>`;
}
