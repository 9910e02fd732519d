import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCode, cleanDate, cleanText } from '../../../lib/evidence/credentials/clean-text';

describe('cleanText', () => {
  it.each([
    ['OpenAI', 'OpenAI'],
    ['  two\n\tlines\u2028here ', 'two lines here'],
    ['evil\u202egpj.exe\u202c', 'evilgpj.exe'],
    ['a\u0000b\u0007c\u001b[31m', 'abc[31m'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['tag\u{e0041}s', 'tags'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['é', 'é'],
    ['Z\u0338\u0338\u0338\u0338\u0338\u0338', 'Z\u0338\u0338\u0338'],
    ['\ud800 lone', '\ufffd lone'],
    ['株式会社', '株式会社'],
  ])('%j becomes %j', (given, wanted) => {
    expect(cleanText(given)).toBe(wanted);
  });

  it.each([undefined, null, 5, {}, [], '', ' \u200f\u202e '])('has nothing to say for %j', (given) => {
    expect(cleanText(given)).toBeNull();
  });

  it('cuts a megabyte, and says so', () => {
    const cut = cleanText('A'.repeat(1_000_000), 40);
    expect(cut).toHaveLength(40);
    expect(cut?.endsWith('…')).toBe(true);
  });

  it('is one line without controls, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 300 }), (text, most) => {
        const clean = cleanText(text, most);
        if (clean === null) return;
        expect(Array.from(clean).length).toBeLessThanOrEqual(most);
        expect(clean).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).toBe(clean.trim());
      }),
    );
  });
});

describe('cleanCode', () => {
  it('keeps codes and drops what is none', () => {
    expect(cleanCode('assertion.bmffHash.mismatch')).toBe('assertion.bmffHash.mismatch');
    expect(cleanCode('<b>c2pa.opened\u202e</b>')).toBe('bc2pa.openedb');
    expect(cleanCode(7)).toBeNull();
  });
});

describe('cleanDate', () => {
  it('takes dates as manifests write them', () => {
    expect(cleanDate('2026-03-28T01:53:55Z')).toBe('2026-03-28T01:53:55.000Z');
    expect(cleanDate('2025-02-05T01:04:08+00:00')).toBe('2025-02-05T01:04:08.000Z');
    expect(cleanDate('yesterday')).toBeNull();
    expect(cleanDate('2026'.repeat(50))).toBeNull();
  });
});
