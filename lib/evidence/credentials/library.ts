import init, { WasmReader } from '@contentauth/c2pa-wasm';
import type { ReadSettings } from './trust-settings';
import { librarySettings } from './trust-settings';
import { readStore, type Store } from './store';

/** What the library says of some bytes. */
export type Reading =
  | { kind: 'store'; store: Store }
  /** No credentials in a container that could hold some. */
  | { kind: 'none' }
  /** Only the address of a manifest kept elsewhere. */
  | { kind: 'remote' }
  /** The library has no reader for this container. */
  | { kind: 'unsupported' }
  /** Anything else that it could not parse. */
  | { kind: 'malformed'; error: string };

export type ReadStore = (format: string, bytes: Uint8Array, settings: ReadSettings) => Promise<Reading>;

/**
 * Loads the library once.
 * @param wasm address of the packaged file, or its bytes
 */
export async function loadLibrary(wasm: string | BufferSource | WebAssembly.Module): Promise<ReadStore> {
  await init({ module_or_path: wasm });
  return readWithLibrary;
}

/** @throws WebAssembly.RuntimeError where the library itself breaks; it must not be used again after that */
async function readWithLibrary(format: string, bytes: Uint8Array, settings: ReadSettings): Promise<Reading> {
  let reader: WasmReader;
  try {
    reader = await WasmReader.fromBytes(format, bytes, librarySettings(settings));
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) throw error;
    return nameFailure(String(error instanceof Error ? error.message : error));
  }
  try {
    return { kind: 'store', store: readStore(JSON.parse(reader.json())) };
  } finally {
    reader.free();
  }
}

/** Kind of a reading that failed, by the library's own words. */
export function nameFailure(error: string): Exclude<Reading, { kind: 'store' }> {
  if (/\bJumbfNotFound\b/.test(error)) return { kind: 'none' };
  if (/\bRemoteManifestUrl\(/.test(error)) return { kind: 'remote' };
  if (/\bUnsupportedType\b/.test(error)) return { kind: 'unsupported' };
  return { kind: 'malformed', error: error.slice(0, 200) };
}
