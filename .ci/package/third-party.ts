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

/** The notices of everything that is packaged, as one text file. */
export async function thirdPartyNotices(root: string): Promise<string> {
  const names = await packagedModules(root);
  const notices = await Promise.all(
    names.map((name) => noticeOf(join(root, 'node_modules', name)).catch(() => null)),
  );
  const rule = `\n\n${'-'.repeat(78)}\n\n`;
  return `Whence is built from these packages.${rule}${notices.filter((notice) => notice !== null).join(rule)}\n`;
}
