import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { addPackagedAssets } from './.ci/package/assets.ts';

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  outDir: '.output',
  modules: ['@wxt-dev/webextension-polyfill'],
  hooks: { 'build:publicAssets': addPackagedAssets },
  vite: () => ({
    plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
    // Otherwise Vite copies onnxruntime's wasm a second time, under a hashed name.
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'production'] },
    build: { target: 'es2022', sourcemap: false },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'scripting', 'activeTab', ...(browser === 'firefox' ? [] : ['offscreen'])],
    optional_host_permissions: ['<all_urls>'],
    content_security_policy: {
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'none'",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: { id: 'whence@whence.example', strict_min_version: '140.0' },
          },
        }
      : { minimum_chrome_version: '148', message_serialization: 'structured_clone' }),
  }),
});
