import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}

const readJson = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as Manifest;

/** Every package that the shipped code is built from: the production dependencies and theirs. */
async function packagedModules(root: string): Promise<string[]> {
  const seen = new Set<string>();
  const queue = Object.keys((await readJson(join(root, 'package.json'))).dependencies ?? {});
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const manifest = await readJson(join(root, 'node_modules', name, 'package.json')).catch(() => null);
    queue.push(...Object.keys(manifest?.dependencies ?? {}));
  }
  return [...seen].sort();
}

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = await readJson(join(folder, 'package.json'));
  const texts = (await readdir(folder))
    .filter((file) => /^(licen[cs]e|notice|thirdparty)/i.test(file))
    .sort();
  const bodies = await Promise.all(texts.map((file) => readFile(join(folder, file), 'utf8').catch(() => '')));
  return [
    `${name} ${version} (${license ?? 'licence not stated'})`,
    ...bodies.map((body) => body.trim()),
  ].join('\n\n');
}

/** The trunk of the classifier (models/provenance/card.md): not a package, so nothing names it by itself. */
const CLIP = `Weights of CLIP ViT-B/16, first six blocks (MIT), in models/provenance/model.onnx

MIT License

Copyright (c) 2021 OpenAI

${[
  'Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:',
  'The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.',
  'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.',
].join('\n\n')}`;

/** The notices of everything that is packaged, as one text file. */
export async function thirdPartyNotices(root: string): Promise<string> {
  const names = await packagedModules(root);
  const notices = await Promise.all(
    names.map((name) => noticeOf(join(root, 'node_modules', name)).catch(() => null)),
  );
  notices.push(CLIP);
  const rule = `\n\n${'-'.repeat(78)}\n\n`;
  return `Whence is built from these packages and weights.${rule}${notices.filter((notice) => notice !== null).join(rule)}\n`;
}
