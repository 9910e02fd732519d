import { describe, expect, it } from 'vitest';
import { credentialsModeOf, isAnotherSource } from '../../../lib/page/video-source';

const file = { url: 'https://media.example/a.mp4', stream: false };
const other = { url: 'https://media.example/b.mp4', stream: false };
const stream = { url: 'blob:https://feed.example/1', stream: true };

describe('another source', () => {
  it.each([
    ['the same file, loaded again', file, file, true, false],
    ['another file', file, other, false, true],
    ['a source taken away', file, null, true, true],
    ['a first source', null, file, true, true],
    ['none as before', null, null, true, false],
    ['a stream loaded again under the same address', stream, stream, true, true],
    ['a stream that merely plays on', stream, stream, false, false],
  ])('%s', (_name, before, now, loads, another) => {
    expect(isAnotherSource(before, now, loads)).toBe(another);
  });
});

it.each([
  [null, 'include'],
  ['', 'same-origin'],
  ['anonymous', 'same-origin'],
  ['use-credentials', 'include'],
])('crossorigin=%s sends credentials: %s', (attribute, mode) => {
  expect(credentialsModeOf(attribute)).toBe(mode);
});
