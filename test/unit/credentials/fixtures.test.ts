import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toCheckError } from '../../../lib/evidence/check-error';
import { weigh } from '../../../lib/verdict/weigh';
import { makeFixtures } from '../../fixtures/signing/make';
import { checkBytes } from './check-bytes';

const set = await makeFixtures();

/** Every file of the catalogue through the evidence source and the real library, with the demo lists. */
describe('what is read out of each fixture', () => {
  for (const { name, about, expected } of set.fixtures)
    it(`${name}: ${about}`, async () => {
      const bytes = new Uint8Array(readFileSync(set.path(name)));
      const checked = await checkBytes(bytes, set.lists).catch(toCheckError);
      if (checked instanceof Error) {
        expect(checked.reason).toBe(expected.reason);
        return;
      }
      const { evidence } = checked;
      const { details } = evidence;
      expect(details?.state).toBe(expected.state);
      expect(weigh([evidence], 'viewer', true).label).toBe(expected.label);
      if (expected.broken) expect(details?.broken).toBe(expected.broken);
      if (expected.issuer) expect(details?.issuer).toBe(expected.issuer);
      if (expected.declares) expect(details?.declares).toEqual(expected.declares);
      if (expected.ingredientFailures)
        expect(details?.ingredients.flatMap(({ failures }) => failures)).toEqual(expected.ingredientFailures);
      if (expected.reason && evidence.outcome === 'could-not-check')
        expect(evidence.reason).toBe(expected.reason);
    });
});
