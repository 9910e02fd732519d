import { useLayoutEffect, useState } from 'preact/hooks';
import { ICON_PATHS, type IconName } from './icon-paths';

/**
 * Most checks take less. What turns is a layer of its own to the browser: thirty badges that turn while a page scrolls
 * cost a third of its main thread.
 */
const TURNS_AFTER_MS = 1000;

/** The icon of a label, in the colour of the text around it; `checking` turns where that takes a while. */
export function Icon({ name }: { name: IconName }) {
  const [turns, setTurns] = useState(false);
  useLayoutEffect(() => {
    if (name !== 'checking') return;
    const timer = setTimeout(() => setTurns(true), TURNS_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setTurns(false);
    };
  }, [name]);
  return (
    <svg class={turns ? 'icon turning' : 'icon'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
