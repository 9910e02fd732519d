/** A Blob that can be read at once, as workers of browsers can read theirs. */
class ReadableBlob extends Blob {
  readonly content: Uint8Array;

  constructor(parts: Uint8Array[] = []) {
    super(parts as BlobPart[]);
    this.content = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      this.content.set(part, at);
      at += part.length;
    }
  }

  override slice(start = 0, end = this.content.length): Blob {
    return new ReadableBlob([this.content.slice(start, end)]);
  }
}

class ReaderSync {
  readAsArrayBuffer(blob: { content: Uint8Array }): ArrayBuffer {
    return new Uint8Array(blob.content).buffer;
  }
}

/** Gives Node what the library needs of a dedicated worker to read streams. */
export function installSyncBlobs(): void {
  Object.assign(globalThis, { Blob: ReadableBlob, FileReaderSync: ReaderSync });
}
