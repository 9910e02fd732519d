import { describe, expect, it } from 'vitest';
import { REASONS, type Reason, toCheckError } from '../../../lib/evidence/check-error';
import { emptyDetails } from '../../../lib/evidence/credentials/details';
import {
  SESSION_PROBLEMS,
  type SessionProblem,
  type StreamSession,
} from '../../../lib/evidence/credentials/fragments/findings';
import type { EvidenceOf } from '../../../lib/evidence/evidence';
import { STREAM_PROBLEMS } from '../../../lib/media/streams/stream-plan';
import { reasonsOf, WITHOUT_HELP } from '../../../lib/verdict/reasons';
import { weigh } from '../../../lib/verdict/weigh';
import { readMessages } from '../locales/messages';

const english = readMessages('en');
const failed = (reason: Reason, session?: Partial<StreamSession>): EvidenceOf<'credentials'> => ({
  source: 'credentials',
  outcome: 'could-not-check',
  reason,
  details: session
    ? {
        ...emptyDetails('unreadable'),
        contentCheck: 'not-made',
        session: {
          ...{ segmentsSeen: 0, segmentsChecked: 0, firstInvalid: null, suppliedByPage: false },
          ...{ framesMatched: null, framesCompared: 0, problem: null },
          ...session,
        },
      }
    : null,
  bytes: 0,
  ms: 0,
  settled: true,
});
const keysOf = (evidence: EvidenceOf<'credentials'>) => reasonsOf(evidence).map(({ key }) => key);

describe('a check that could not be made', () => {
  it.each(REASONS)('says why, and what it means for the viewer: %s', (reason) => {
    const { label, words, reasons } = weigh([failed(reason)], 'viewer', true);
    expect(label).toBe('could-not-check');
    const name = reason.replaceAll('-', '_');
    expect(words).toEqual({ key: 'label_could_not_check', subs: [{ key: `reason_${name}`, subs: [] }] });
    expect(reasons[0]).toMatchObject({ key: 'why_credentials_not_checked' });
    const help = reasons.slice(1).map(({ key }) => key);
    expect(help).toEqual(WITHOUT_HELP.has(reason) ? [] : [`help_${name}`]);
    for (const key of help) expect(english[key]?.message).toMatch(/\. .+\.$/);
  });

  it('says it also where the manifest could be read and the content could not', () => {
    const details = { ...emptyDetails('trusted'), contentCheck: 'not-made' as const };
    expect(keysOf({ ...failed('too-large'), details })).toEqual([
      'why_content_not_checked',
      'why_declares_nothing',
      'help_too_large',
    ]);
  });
});

describe('what speaks against a stream', () => {
  it.each(SESSION_PROBLEMS)('is said: %s', (problem: SessionProblem) => {
    const key = `why_stream_${problem.replaceAll('-', '_')}`;
    expect(keysOf(failed('stream', { problem }))).toEqual([
      'why_credentials_not_checked',
      key,
      'help_stream',
    ]);
    expect(english[key]?.message).toMatch(/\w\.$/);
  });

  it.each(STREAM_PROBLEMS)('is said of its playlist: %s', (odd) => {
    const key = `why_playlist_${odd.replaceAll('-', '_')}`;
    expect(keysOf(failed('playlist', { playlist: [odd] }))).toContain(key);
    expect(english[key]?.message).toMatch(/\w\.$/);
  });

  it('stands before the count of what was checked', () => {
    const evidence = failed('stream', { problem: 'changed', segmentsChecked: 3 });
    const details = { ...emptyDetails('invalid'), session: evidence.details?.session };
    const invalid = { ...evidence, outcome: 'found' as const, reason: null };
    const keys = keysOf({ ...invalid, details: details as NonNullable<typeof evidence.details> });
    expect(keys.indexOf('why_stream_changed')).toBeLessThan(keys.indexOf('why_stream_checked'));
    expect(keys.indexOf('why_stream_changed')).toBeGreaterThanOrEqual(0);
  });
});

describe('anything thrown', () => {
  it.each<[string, unknown, Reason]>([
    ['an abort', new DOMException('', 'AbortError'), 'cancelled'],
    ['a time limit', new DOMException('', 'TimeoutError'), 'timed-out'],
    ['a failed allocation', new RangeError('Array buffer allocation failed'), 'memory'],
    [
      'WebAssembly without memory',
      new RangeError('WebAssembly.Memory(): could not allocate memory'),
      'memory',
    ],
    ['another range', new RangeError('out of range'), 'internal'],
    ['a string', 'no', 'internal'],
    ['nothing', undefined, 'internal'],
  ])('has a reason: %s', (_, error, reason) => {
    expect(toCheckError(error).reason).toBe(reason);
  });
});
