import { ICON_PATHS, type IconName } from './icon-paths';

/** The icon of a label, in the colour of the text around it; `checking` turns. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class={name === 'checking' ? 'icon turning' : 'icon'}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
