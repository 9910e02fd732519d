import type { SuppliedMedia } from '../media/streams/supplied';
import { ANSWER, ASK, MOST_ANSWER, unpackSupplied } from './supplied-format';

/**
 * Asks the page's world for what was appended to the Media Source behind an address. Events run their course within
 * this call, so we listen for no longer than that; whatever the page says at any other time reaches nobody. It may
 * forge the answer: that is no more than it could hand over anyway.
 * @returns null where no hook is there, it knows nothing of this address, or what came is not in the format
 */
export async function askSupplied(document: Document, address: string): Promise<SuppliedMedia | null> {
  const answers: Blob[] = [];
  const over = new AbortController();
  document.addEventListener(
    ANSWER,
    (event) => {
      const { detail } = event as CustomEvent<unknown>;
      if (detail instanceof Blob && answers.length === 0) answers.push(detail);
    },
    { signal: over.signal },
  );
  document.dispatchEvent(new CustomEvent(ASK, { detail: address }));
  over.abort();
  const [answer] = answers;
  if (!answer || answer.size > MOST_ANSWER) return null;
  return unpackSupplied(await answer.arrayBuffer());
}
