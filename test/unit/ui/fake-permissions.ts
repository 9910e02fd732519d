type Listener = () => void;

const event = () => {
  const listeners = new Set<Listener>();
  return {
    listeners,
    addListener: (listener: Listener) => void listeners.add(listener),
    removeListener: (listener: Listener) => void listeners.delete(listener),
  };
};

/** `browser.permissions` with a viewer who agrees or refuses. */
export function fakePermissions() {
  let origins: string[] = [];
  const state = { agrees: true };
  const onAdded = event();
  const onRemoved = event();
  return {
    state,
    onAdded,
    onRemoved,
    getAll: async () => ({ origins: [...origins], permissions: [] }),
    request: async (asked: { origins: string[] }) => {
      if (!state.agrees) return false;
      origins = [...new Set([...origins, ...asked.origins])];
      for (const listener of onAdded.listeners) listener();
      return true;
    },
    remove: async (given: { origins: string[] }) => {
      origins = origins.filter((origin) => !given.origins.includes(origin));
      for (const listener of onRemoved.listeners) listener();
      return true;
    },
    clear: () => {
      origins = [];
      state.agrees = true;
    },
  };
}
