/** Our own sign: a W that starts in a point, as a way back to where something began. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="4.2" cy="6.2" r="2.9" fill="currentColor" />
      <path
        d="M4.2 6.2 8.4 18.5 12.6 9.5 16.8 18.5 21.2 5.2"
        fill="none"
        stroke="currentColor"
        stroke-width="2.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
