import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../qa/build.ts';

interface Manifest {
  permissions: string[];
  optional_host_permissions: string[];
  host_permissions?: string[];
  content_scripts?: unknown[];
  content_security_policy: { extension_pages: string };
}

describe.each(['chromium', 'firefox'] as const)('the package for %s', (browser) => {
  let manifest: Manifest;

  beforeAll(async () => {
    const folder = await ensureBuilt(browser, () => undefined);
    manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  });

  it('asks for no site when it is installed', () => {
    const {
      host_permissions: hosts,
      content_scripts: scripts,
      optional_host_permissions: optional,
    } = manifest;
    expect({ hosts: hosts ?? [], scripts: scripts ?? [] }).toEqual({ hosts: [], scripts: [] });
    expect(optional).toEqual(['<all_urls>']);
  });

  it('asks for no more permissions than it needs', () => {
    const needed = ['activeTab', 'scripting', 'storage', ...(browser === 'chromium' ? ['offscreen'] : [])];
    expect(manifest.permissions.toSorted()).toEqual(needed.toSorted());
  });

  it('runs only what it brought along', () => {
    const { extension_pages: policy } = manifest.content_security_policy;
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/https?:|unsafe-inline|'unsafe-eval'/);
  });
});
