import { CheckError } from '../evidence/check-error';

/**
 * What a page answers, if it does so in time: one that is busy with itself must not hold a place of the engine.
 * @throws CheckError timed-out after `ms`
 */
export function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CheckError('timed-out', 'the page does not answer')), ms);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
