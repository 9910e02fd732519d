import { describe, expect, it, vi } from 'vitest';
import { say, t } from '../../../lib/ui/text';
import { englishMessage } from './english';

vi.mock('wxt/browser', () => ({
  browser: { i18n: { getMessage: (key: string, subs: string[]) => englishMessage(key, subs) } },
}));

describe('words', () => {
  it('take their substitutions', () => {
    expect(t('why_issued_by', 'OpenAI', 'Some list')).toBe(
      'Issued by OpenAI, according to the trust list “Some list”.',
    );
  });

  it('say the sentences inside a sentence', () => {
    expect(say({ key: 'label_could_not_check', subs: [{ key: 'reason_timed_out', subs: [] }] })).toBe(
      "Couldn't check: timed out",
    );
  });

  it('never are empty', () => {
    expect(t('no_such_words')).toBe('no_such_words');
  });

  it('are not turned around by a name that turns the reading direction', () => {
    const turned = t('popup_issued_by', '\u202eAIepnO\u202c');
    expect(turned).toBe('Issued by \u2068AIepnO\u2069');
    expect(t('popup_issued_by', 'חברה')).toBe('Issued by \u2068חברה\u2069');
  });

  it('do not read places out of a substitution', () => {
    expect(t('popup_issued_by', '$1 $LIST$ $2')).toBe('Issued by $1 $LIST$ $2');
  });
});
