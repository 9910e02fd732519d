import { ANSWER, ASK, packSupplied } from './supplied-format';
import { SuppliedStore } from './supplied-store';

/** Media Sources of a page of which buffers are kept; a feed makes many, and plays few at a time. */
const MOST_SOURCES = 3;
const MOST_ADDRESSES = 100;

type Method = (this: unknown, ...args: never[]) => unknown;

/**
 * Lets `after` see each call of a method of the page, once the browser's own has done its work. To the page nothing
 * changes: `this`, arguments, results and exceptions pass through, name, length and property are the native ones, and
 * as text it is what it was.
 */
function follow<T extends object>(
  holder: T,
  name: string & keyof T,
  after: (self: unknown, args: readonly unknown[], result: unknown) => void,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(holder, name);
  const native: unknown = descriptor?.value;
  if (typeof native !== 'function' || !descriptor?.configurable) return;
  const { apply, get } = Reflect;
  const text = native.toString.bind(native);
  const value = new Proxy(native as Method, {
    apply(target, self, args) {
      const result: unknown = apply(target, self, args);
      try {
        after(self, args, result);
      } catch {
        // The page must not suffer from our looking on.
      }
      return result;
    },
    get: (target, key) => (key === 'toString' ? text : get(target, key)),
  });
  Object.defineProperty(holder, name, { ...descriptor, value });
}

interface Followed {
  store: SuppliedStore;
  tracks: number;
}

/**
 * Runs in the page's own world, before its scripts, on sites that the viewer chose: keeps copies of what is appended to
 * Media Sources and gives them away when asked by an event. Everything here is the page's to see, change or forge; so
 * what it gives is marked as the page's word, and believed only where pictures on screen bear it out.
 */
export function hookAppends({ document, MediaSource, SourceBuffer, URL }: typeof globalThis): void {
  if (!MediaSource || !SourceBuffer) return;
  const sources = new WeakMap<MediaSource, Followed>();
  const buffers = new WeakMap<object, { store: SuppliedStore; track: string; type: string }>();
  const addresses = new Map<string, WeakRef<MediaSource>>();
  /** Those with buffers, the latest last. */
  let full: WeakRef<SuppliedStore>[] = [];

  const use = (store: SuppliedStore): void => {
    if (full.at(-1)?.deref() === store) return;
    full = [...full.filter((one) => one.deref() !== undefined && one.deref() !== store), new WeakRef(store)];
    while (full.length > MOST_SOURCES) full.shift()?.deref()?.clear();
  };

  follow(MediaSource.prototype, 'addSourceBuffer', (source, [type], buffer) => {
    if (!(source instanceof MediaSource) || typeof buffer !== 'object' || buffer === null) return;
    const followed = sources.get(source) ?? { store: new SuppliedStore(), tracks: 0 };
    sources.set(source, followed);
    buffers.set(buffer, { store: followed.store, track: String(followed.tracks++), type: String(type) });
  });

  follow(SourceBuffer.prototype, 'appendBuffer', (buffer, [data]) => {
    const followed = buffers.get(buffer as object);
    const bytes = copyOf(data);
    if (!followed || !bytes) return;
    const { store, track, type } = followed;
    use(store);
    store.add({ track, type, offset: (buffer as SourceBuffer).timestampOffset, bytes });
  });

  follow(SourceBuffer.prototype, 'abort', (buffer) => {
    const followed = buffers.get(buffer as object);
    followed?.store.restart(followed.track);
  });

  follow(URL, 'createObjectURL', (_, [source], address) => {
    if (!(source instanceof MediaSource) || typeof address !== 'string') return;
    addresses.set(address, new WeakRef(source));
    const [oldest] = addresses.keys();
    if (addresses.size > MOST_ADDRESSES && oldest) addresses.delete(oldest);
  });

  // Lives as long as the document: the page's world knows no end of ours.
  document.addEventListener(ASK, (event) => {
    const source = addresses.get(String((event as CustomEvent<unknown>).detail))?.deref();
    const followed = source && sources.get(source);
    if (!followed) return;
    const detail = packSupplied({
      ended: source.readyState === 'ended',
      buffers: [...followed.store.buffers],
    });
    document.dispatchEvent(new CustomEvent(ANSWER, { detail }));
  });
}

function copyOf(data: unknown): Uint8Array | null {
  if (ArrayBuffer.isView(data))
    return new Uint8Array(
      data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer,
    );
  return data instanceof ArrayBuffer ? new Uint8Array(data.slice(0)) : null;
}
