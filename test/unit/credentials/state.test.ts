import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMAL_RULES } from '../../../lib/evidence/credentials/codes';
import { leftOutOf } from '../../../lib/evidence/credentials/hash-coverage';
import { type Facts, irregularities, judge } from '../../../lib/evidence/credentials/state';

const good: Facts = {
  failures: [],
  successes: ['claimSignature.validated', 'assertion.bmffHash.match'],
  reached: true,
  contentChecked: true,
};
const withFailures = (...failures: string[]): Facts => ({ ...good, failures });

describe('codes to states', () => {
  it.each<[string, Facts, string]>([
    ['everything holds', good, 'trusted'],
    [
      'no anchor reached',
      { ...good, reached: false, failures: ['signingCredential.untrusted'] },
      'unrecognised',
    ],
    ['expired without a time stamp', withFailures('signingCredential.expired'), 'unrecognised'],
    ['a certificate for something else', withFailures('signingCredential.invalid'), 'unrecognised'],
    ['an assertion out of reach', withFailures('assertion.missing'), 'unrecognised'],
    ['a required assertion missing', withFailures('assertion.required.missing'), 'unrecognised'],
    ['a code nobody knows', withFailures('something.new'), 'unrecognised'],
    ['a formal rule', withFailures('claim.malformed'), 'trusted'],
    ['an identity beside the claim', withFailures('cawg.x509.credential.untrusted'), 'trusted'],
    ['a time stamp that does not fit', withFailures('timeStamp.mismatch'), 'trusted'],
    [
      'a hard binding that cannot be read',
      { ...good, successes: ['claimSignature.validated'], failures: ['assertion.bmffHash.malformed'] },
      'unrecognised',
    ],
    ['no hash over the content at all', { ...good, successes: ['claimSignature.validated'] }, 'unrecognised'],
    [
      'no hash over the content yet',
      { ...good, successes: ['claimSignature.validated'], contentChecked: false },
      'trusted',
    ],
    ['content changed', withFailures('assertion.bmffHash.mismatch'), 'invalid content-changed'],
    ['an assertion changed', withFailures('assertion.hashedURI.mismatch'), 'invalid content-changed'],
    [
      'content changed and revoked',
      withFailures('assertion.dataHash.mismatch', 'signingCredential.ocsp.revoked'),
      'invalid content-changed',
    ],
    ['a signature that fails', withFailures('claimSignature.mismatch'), 'invalid cannot-verify'],
    ['no signature', withFailures('claimSignature.missing'), 'invalid cannot-verify'],
    ['revoked', withFailures('signingCredential.ocsp.revoked'), 'revoked cannot-verify'],
    [
      'revoked, and the signature fails',
      withFailures('claimSignature.mismatch', 'signingCredential.ocsp.revoked'),
      'revoked cannot-verify',
    ],
  ])('%s', (_, facts, wanted) => {
    const { state, broken } = judge(facts);
    expect([state, broken].filter(Boolean).join(' ')).toBe(wanted);
  });

  const code = fc.constantFrom(
    'assertion.bmffHash.mismatch',
    'assertion.hashedURI.mismatch',
    'claimSignature.mismatch',
    'signingCredential.untrusted',
    'signingCredential.expired',
    'signingCredential.ocsp.revoked',
    'assertion.missing',
    'claim.malformed',
    'cawg.identity.sig_type.unknown',
    'general.error',
  );
  const rank = ['invalid', 'revoked', 'unrecognised', 'trusted'];

  it('a further failure never makes a state better', () => {
    fc.assert(
      fc.property(fc.array(code), code, fc.boolean(), (failures, one, reached) => {
        const before = judge({ ...good, failures, reached });
        const after = judge({ ...good, failures: [...failures, one], reached });
        if (before.state === 'revoked' || before.state === 'invalid')
          expect(['revoked', 'invalid']).toContain(after.state);
        else expect(rank.indexOf(after.state)).toBeLessThanOrEqual(rank.indexOf(before.state));
      }),
    );
  });

  it('only a hash that does not match says that content changed', () => {
    fc.assert(
      fc.property(fc.array(code), (failures) => {
        const changed = judge(withFailures(...failures)).broken === 'content-changed';
        expect(changed).toBe(failures.some((failure) => /^assertion\..*mismatch$/.test(failure)));
      }),
    );
  });
});

describe('irregular credentials', () => {
  it('name the rule while signature and content hold', () => {
    expect(irregularities(withFailures('claim.malformed'))).toEqual(['claim.malformed']);
    expect(irregularities(withFailures('claim.malformed', 'signingCredential.untrusted'))).toEqual([
      'claim.malformed',
    ]);
  });

  it.each(['assertion.bmffHash.mismatch', 'claimSignature.mismatch'])(
    'are not spoken of beside %s',
    (failure) => {
      expect(irregularities(withFailures('claim.malformed', failure))).toEqual([]);
    },
  );

  it('each rule has its section', () => {
    for (const { section } of FORMAL_RULES) expect(section).toMatch(/^C2PA 2\.\d, \d+/);
  });
});

describe('what a hash leaves out', () => {
  const table = '/moov/trak/mdia/minf/stbl/stco';
  it.each<[string[], boolean, string]>([
    [['/uuid', '/ftyp', '/mfra', '/free', '/skip'], false, 'none'],
    [['/uuid', table], false, 'offsets'],
    [['/moov/trak[1]/mdia/minf/stbl/co64'], false, 'offsets'],
    [['/moof/traf/trun'], false, 'offsets'],
    [['/moov'], false, 'too-much'],
    [['/moov/trak/mdia/minf/stbl'], false, 'too-much'],
    [['/moov/trak/mdia/minf/stbl/stsz'], false, 'too-much'],
    [['/mdat'], false, 'too-much'],
    [['/mdat'], true, 'none'],
    [['/moov/udta'], false, 'none'],
  ])('%j, Merkle tree %j: %s', (exclusions, merkle, wanted) => {
    expect(leftOutOf({ exclusions, merkle })).toBe(wanted);
  });
});
