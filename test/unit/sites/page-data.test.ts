import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../lib/page/sites/data-fields';
import { findObject, objectsAfter, parseScript, valueAt } from '../../../lib/page/sites/page-data';

const MARK = 'window.__STATE__=';

describe('data that a page carries', () => {
  it('is read out of a script, whatever stands behind it and in its texts', () => {
    const value = fc.jsonValue({ maxDepth: 3 }).map((inner) => ({ inner, text: '}{"undefined\\"' }));
    fc.assert(
      fc.property(value, fc.string(), (data, rest) => {
        expect(parseScript(`a=1;${MARK} ${JSON.stringify(data)};${rest}`, MARK)).toEqual(
          JSON.parse(JSON.stringify(data)),
        );
      }),
    );
  });

  it('may hold `undefined`, as a script may', () => {
    expect(parseScript(`${MARK}{"a":undefined,"b":"undefined","c":[undefined]}`, MARK)).toEqual({
      ...{ a: null, b: 'undefined', c: [null] },
    });
  });

  it.each(['', MARK, `${MARK}[1]`, `${MARK}{"a":`, `${MARK}{"a":"`, `${MARK}fn({})`, '{"a":1}'])(
    'is nothing where there is none: %j',
    (text) => {
      expect(parseScript(text, MARK)).toBeUndefined();
    },
  );

  it('is read in parts, and never out of its own texts', () => {
    const inner = '"part":{"text":"of a user"}';
    const text = JSON.stringify([
      { part: { at: 1 } },
      { note: inner },
      { deeper: { part: { at: 2, note: inner } } },
    ]);
    expect([...objectsAfter(text, '"part":')]).toEqual([{ at: 1 }, { at: 2, note: inner }]);
  });

  it('is looked through without an end only up to a bound, and never through its prototype', () => {
    const wide = Array.from({ length: 400_000 }, (_, at) => ({ at }));
    expect(findObject(wide, ({ at }) => at === 399_999)).toBeNull();
    expect(findObject(wide, ({ at }) => at === 10)).toEqual({ at: 10 });
    expect(valueAt(JSON.parse('{"a":{"b":[7]}}'), 'a', 'b', 0)).toBe(7);
    expect(valueAt({}, 'constructor', 'name')).toBeUndefined();
    expect(valueAt(null, 'a')).toBeUndefined();
  });

  it('speaks of a post only in the object that has its id', () => {
    const read = fieldsOf(
      ['id'],
      [{ path: ['label'], kind: (value) => (value === 1 ? 'declared' : value === 0 ? null : undefined) }],
    );
    const data = { list: [{ id: '1', label: 1 }, { id: 2, label: 0 }, { id: '3' }], label: 1 };
    expect(['1', '2', '3', '4'].map((id) => read(JSON.stringify(data), id))).toEqual([
      { kind: 'declared', text: 'label: 1' },
      { kind: null, text: '' },
      null,
      null,
    ]);
  });
});
