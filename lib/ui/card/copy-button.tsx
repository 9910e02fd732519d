import { useState } from 'preact/hooks';
import { t } from '../text';
import { byViewer } from './by-viewer';

type Outcome = 'card_copy' | 'card_copied' | 'card_copy_failed';

const PATHS: Record<Outcome, string> = {
  card_copy: 'M6 5.5h7v8H6zM10 5.5v-3H3v8h3',
  card_copied: 'M3 8.5l3.5 3.5L13 4.5',
  card_copy_failed: 'M8 3v6M8 12v.5',
};

/**
 * Puts the words of the card on the clipboard, without an event in which the page could read them. Absent where the
 * browser gives no clipboard: in pages that are not secure.
 */
export function CopyButton({ words }: { words: string }) {
  const [done, setDone] = useState<{ words: string; outcome: Outcome } | null>(null);
  // Undefined outside of secure contexts, whatever the types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return null;
  // The card may say more by now.
  const outcome = done?.words === words ? done.outcome : 'card_copy';
  const copy = () =>
    void clipboard.writeText(words).then(
      () => setDone({ words, outcome: 'card_copied' }),
      () => setDone({ words, outcome: 'card_copy_failed' }),
    );
  return (
    <button type="button" class="copy" aria-label={t(outcome)} title={t(outcome)} onClick={byViewer(copy)}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={PATHS[outcome]} />
      </svg>
    </button>
  );
}
