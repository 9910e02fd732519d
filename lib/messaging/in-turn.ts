/**
 * Makes a function that runs steps of one name one after the other, in the order of its calls.
 *
 * Messages of one video arrive in order, but each is handled with several awaits: without turns, "left the
 * view" could overtake the "came into view" before it, and the video would never be checked.
 */
export function createTurns(): <T>(name: string, step: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (name, step) => {
    const turn = (tails.get(name) ?? Promise.resolve()).then(step, step);
    tails.set(name, turn);
    const forget = () => {
      if (tails.get(name) === turn) tails.delete(name);
    };
    turn.then(forget, forget);
    return turn;
  };
}
