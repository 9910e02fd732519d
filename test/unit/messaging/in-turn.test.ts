import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../lib/messaging/in-turn';

describe('createTurns', () => {
  it('keeps the order of calls within a name, whatever each step waits for or throws', async () => {
    const steps = fc.array(
      fc.record({ name: fc.constantFrom('a', 'b'), wait: fc.nat(4), fails: fc.boolean() }),
    );
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const inTurn = createTurns();
        const log: { name: string; index: number }[] = [];
        const results = plan.map(({ name, wait, fails }, index) =>
          inTurn(name, async () => {
            for (let turn = 0; turn < wait; turn++) await Promise.resolve();
            log.push({ name, index });
            if (fails) throw new Error('failed');
            return index;
          }),
        );
        const outcomes = await Promise.allSettled(results);
        expect(outcomes.map(({ status }) => status)).toEqual(
          plan.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')),
        );
        for (const name of ['a', 'b']) {
          const order = log.filter((entry) => entry.name === name).map(({ index }) => index);
          expect(order).toEqual(order.toSorted((x, y) => x - y));
        }
        expect(log).toHaveLength(plan.length);
      }),
    );
  });
});
