/** Calls `act` for what the viewer did, and not for events that a script made: those are never trusted (DOM, `isTrusted`). */
export const byViewer =
  (act: () => void) =>
  ({ isTrusted }: Pick<Event, 'isTrusted'>): void => {
    if (isTrusted) act();
  };
