import { describe, expect, it } from 'vitest';
import { SuppliedStore } from '../../../lib/page/supplied-store';

const named = (type: string, length: number) => {
  const bytes = new Uint8Array(length);
  bytes.set(
    Uint8Array.from(type, (letter) => letter.charCodeAt(0)),
    4,
  );
  return bytes;
};
const buffer = (type: string, length = 100, track = '0') => ({
  ...{ track, type: 'video/mp4', offset: 0 },
  bytes: named(type, length),
});
const shapeOf = (store: SuppliedStore) =>
  store.buffers.map(
    ({ bytes, fresh }) => `${String.fromCharCode(...bytes.subarray(4, 8))}${fresh ? '!' : ''}`,
  );

describe('the buffers that are kept of one Media Source', () => {
  it('are all of them, while they are few', () => {
    const store = new SuppliedStore(1000);
    for (const type of ['ftyp', 'moof', 'moof']) store.add(buffer(type));
    expect(shapeOf(store)).toEqual(['ftyp', 'moof', 'moof']);
  });

  it('lose the oldest media, never what sets the stream up', () => {
    const store = new SuppliedStore(350);
    store.add(buffer('ftyp'));
    store.add(buffer('ftyp', 50, '1'));
    for (let count = 0; count < 9; count++) store.add(buffer('styp'));
    expect(shapeOf(store)).toEqual(['ftyp', 'ftyp', 'styp!', 'styp']);
  });

  it('go on where a box begins: the rest of a dropped one goes too', () => {
    const store = new SuppliedStore(400);
    for (const type of ['ftyp', 'moof', 'xxxx', 'xxxx', 'moof']) store.add(buffer(type));
    expect(shapeOf(store)).toEqual(['ftyp', 'moof!']);
  });

  it('are none of a file that is longer than the bound', () => {
    const store = new SuppliedStore(300_000);
    store.add(buffer('ftyp', 400_000));
    expect(shapeOf(store)).toEqual([]);
    store.add(buffer('moof'));
    expect(shapeOf(store)).toEqual(['moof!']);
  });

  it('say where the player threw away what it had not parsed', () => {
    const store = new SuppliedStore();
    store.add(buffer('ftyp'));
    store.restart('0');
    store.add(buffer('moof', 100, '1'));
    store.add(buffer('moof'));
    store.add(buffer('moof'));
    expect(shapeOf(store)).toEqual(['ftyp', 'moof', 'moof!', 'moof']);
  });
});
