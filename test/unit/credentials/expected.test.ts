import { afterAll, describe, expect, it } from 'vitest';
import { weigh } from '../../../lib/verdict/weigh';
import { checkBytes } from './check-bytes';
import {
  dataFile,
  dataLists,
  type ExpectedReading,
  expectedReadings,
  hasData,
  LIST_FILES,
  type ListSet,
  warnWithoutData,
} from './shared-data';

warnWithoutData('readings of real files');

/**
 * Where we read otherwise than expected.json, and why. Labels and states never differ.
 *
 * `expired`: the time stamp's authority is on no time-stamp list, only on a list for claims. A time stamp counts where
 * its own list is reached (C2PA 2.3, 14 and 15.8), so the certificate is judged by today's date.
 */
const EXPIRED = /^encypher-suite\/signed_/;
/**
 * `recorded`: what the signer found broken when an ingredient was taken in stands in the ingredient assertion
 * (15.11); today's validation of the ingredient's manifest, which expected.json lists, cannot see it.
 */
const RECORDED: Record<string, string> = {
  'c2pa-rs/CACAE-uri-CA.jpg': 'assertion.hashedURI.mismatch',
  'c2pa-rs/CIE-sig-CA.jpg': 'claimSignature.mismatch',
};

function ours(name: string, set: ListSet, expected: ExpectedReading): Required<ExpectedReading> {
  const { state, issuer = null, declares = [], irregular = [] } = expected;
  const failures = [...(expected.failures ?? [])];
  if (set === 'testLists' && EXPIRED.test(name)) failures.push('signingCredential.expired');
  const recorded = RECORDED[name];
  const ingredientFailures = [...(expected.ingredientFailures ?? []), ...(recorded ? [recorded] : [])];
  return { state, issuer, declares, irregular, failures, ingredientFailures };
}

const sorted = (reading: Required<ExpectedReading>) => ({
  ...reading,
  declares: reading.declares.toSorted(),
  failures: reading.failures.toSorted(),
  irregular: reading.irregular.toSorted(),
  ingredientFailures: reading.ingredientFailures.toSorted(),
});

describe.skipIf(!hasData)('real files read as expected.json says', () => {
  let read = 0;
  for (const set of Object.keys(LIST_FILES) as ListSet[])
    describe(`under ${set}`, async () => {
      const lists = hasData ? await dataLists(set) : [];
      for (const [name, { label, ...readings }] of hasData ? expectedReadings() : []) {
        const expected = readings[set];
        if (!expected) continue;
        it(`${name}`, async () => {
          const { evidence } = await checkBytes(dataFile(`c2pa/${name}`), lists);
          const details = evidence.details;
          if (!details) throw new Error(`no details: ${evidence.reason}`);
          const { state, issuer, declares, irregular, failures, ingredients } = details;
          const ingredientFailures = [...new Set(ingredients.flatMap((ingredient) => ingredient.failures))];
          expect(sorted({ state, issuer, declares, irregular, failures, ingredientFailures })).toEqual(
            sorted(ours(name, set, expected)),
          );
          if (set === 'lists' && label) expect(weigh([evidence], 'viewer', true).label).toBe(label);
          read += 1;
        });
      }
    });

  afterAll(() => console.info(`${read} readings of real files agree with expected.json`));
});
