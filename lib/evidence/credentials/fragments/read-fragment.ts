import { WasmReader } from '@contentauth/c2pa-wasm';
import { nameFailure, type Reading } from '../library';
import { readStore } from '../store';
import { librarySettings, type ReadSettings } from '../trust-settings';

/** One Merkle tree over segments, as the manifest of an initialization segment holds it. */
export interface SegmentTree {
  uniqueId: number;
  localId: number;
  /** Segments that were signed. */
  count: number;
  /** The initialization segment itself is hashed. */
  coversInit: boolean;
}

/** How the active manifest binds segments. */
export interface SegmentBinding {
  trees: SegmentTree[];
  /** Paths of boxes that the hashes leave out. */
  exclusions: string[];
  /** Keys of a live session stand in for hashes. */
  sessionKeys: boolean;
}

export interface FragmentReading {
  reading: Reading;
  /** Null where there is no manifest. */
  binding: SegmentBinding | null;
}

export type ReadFragment = (
  init: Uint8Array,
  segment: Uint8Array,
  settings: ReadSettings,
) => Promise<FragmentReading>;

const MOST_TREES = 64;
const MOST_EXCLUSIONS = 200;

/**
 * Validates one segment with its initialization segment. The library, once loaded, takes them apart only as Blobs,
 * which it reads with `FileReaderSync`: in a dedicated worker.
 * @throws WebAssembly.RuntimeError where the library itself breaks; it must not be used again after that
 */
export async function readFragmentWithLibrary(
  init: Uint8Array,
  segment: Uint8Array,
  settings: ReadSettings,
): Promise<FragmentReading> {
  let reader: WasmReader;
  try {
    reader = await WasmReader.fromBlobFragment(
      'video/mp4',
      new Blob([init as Uint8Array<ArrayBuffer>]),
      new Blob([segment as Uint8Array<ArrayBuffer>]),
      librarySettings(settings),
    );
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) throw error;
    return { reading: nameFailure(String(error instanceof Error ? error.message : error)), binding: null };
  }
  try {
    const report: unknown = JSON.parse(reader.json());
    return { reading: { kind: 'store', store: readStore(report) }, binding: readBinding(report) };
  } finally {
    reader.free();
  }
}

function readBinding(report: unknown): SegmentBinding {
  const root = record(report);
  const active = record(record(root.manifests)[String(root.active_manifest)]);
  const assertions = list(active.assertions).slice(0, 1000).map(record);
  const labelled = (start: string) => assertions.filter(({ label }) => String(label).startsWith(start));
  const hashes = labelled('c2pa.hash.bmff').map(({ data }) => record(data));
  return {
    trees: hashes
      .flatMap(({ merkle }) => list(merkle))
      .slice(0, MOST_TREES)
      .flatMap(readTree),
    exclusions: hashes
      .flatMap(({ exclusions }) => list(exclusions))
      .slice(0, MOST_EXCLUSIONS)
      .map((entry) => String(record(entry).xpath)),
    sessionKeys: labelled('c2pa.session-keys').length > 0,
  };
}

function readTree(value: unknown): SegmentTree[] {
  const { uniqueId, localId, count, initHash } = record(value);
  if (typeof uniqueId !== 'number' || typeof localId !== 'number' || typeof count !== 'number') return [];
  return [{ uniqueId, localId, count, coversInit: typeof initHash === 'string' || Array.isArray(initHash) }];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
