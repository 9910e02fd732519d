import type { ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { listenOnLoopback } from '../loopback.ts';
import { sendFile } from '../send-file.ts';

export interface LocalServer {
  /** Address of the page that holds the file of this number. */
  pageOf(index: number): string;
  close(): Promise<void>;
}

/** Serves every file on a page of its own, on the loopback address, with ranges. */
export async function serveFiles(files: string[]): Promise<LocalServer> {
  const { origin, close } = await listenOnLoopback((request, response) => {
    const [, index, name] = (request.url ?? '').split('/');
    const file = files[Number(index)];
    if (!index || file === undefined) response.writeHead(404).end();
    else if (!name) sendPage(response, basename(file));
    else sendFile(response, file, request);
  });
  return { pageOf: (index) => `${origin}/${index}/`, close };
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
