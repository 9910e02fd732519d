/** Our own sign: a point, and the way back to it. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="6" cy="18" r="3" fill="currentColor" />
      <path d="M6 10.5A7.5 7.5 0 0 1 13.5 18" fill="none" stroke="currentColor" stroke-width="2.4" />
      <path d="M6 4A14 14 0 0 1 20 18" fill="none" stroke="currentColor" stroke-width="2.4" />
    </svg>
  );
}
