/** What was on screen, frame by frame, between {@link startSamples} and {@link endSamples}. */
export interface BadgeSamples {
  frames: number;
  /** Frames in which a video in view had a badge with its final words, by fixture. */
  labelled: Record<string, number>;
  /** What may never be seen, with the number of the frame; the first twenty. */
  problems: string[];
  /** Shifts of the layout, where the browser measures them (Chromium): how much, and what moved. */
  shifts: string[];
}

/**
 * Watches every frame just before it is painted, in a world that can see into closed roots (the content script's
 * in Chromium, the browser's own in Firefox). Sent as text: uses nothing from outside itself.
 *
 * The page says in `data-fixture` what each video plays, in the same task in which that changes; `words` has the
 * final label of each fixture. A badge belongs to the video in whose box it lies. It must be in one, be whole in
 * it, say `neutral` or what is true of this fixture, and lie over nothing that is marked `data-keep-clear`.
 */
export function startSamples({ words, neutral }: { words: Record<string, string>; neutral: string[] }): void {
  type Opener = (element: HTMLElement) => ShadowRoot | null;
  const { chrome: extension } = globalThis as unknown as {
    chrome?: { dom?: { openOrClosedShadowRoot?: Opener } };
  };
  const rootOf = (element: HTMLElement): ShadowRoot | null =>
    extension?.dom?.openOrClosedShadowRoot?.(element) ??
    (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot ??
    null;
  const samples: BadgeSamples = { frames: 0, labelled: {}, problems: [], shifts: [] };
  const state = { samples, over: false };
  (globalThis as unknown as { whenceSamples: typeof state }).whenceSamples = state;

  const note = (problem: string) => {
    if (samples.problems.length < 20) samples.problems.push(`${samples.frames}: ${problem}`);
  };

  function* elements(root: Document | ShadowRoot): Generator<HTMLElement> {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      yield element;
      const inner = element.localName === 'whence-badge' ? null : rootOf(element);
      if (inner) yield* elements(inner);
    }
  }
  const meets = (a: DOMRect, b: DOMRect): boolean =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const within = (a: DOMRect, b: DOMRect): boolean =>
    a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;

  const look = (view: Window & typeof globalThis, misplaced: (problem: string) => void): void => {
    const window_ = new view.DOMRect(0, 0, view.innerWidth, view.innerHeight);
    const all = [...elements(view.document)];
    const shown = all.filter(
      (element) =>
        (element.localName === 'whence-badge' && element.checkVisibility()) ||
        (element.checkVisibility({ visibilityProperty: true }) &&
          meets(element.getBoundingClientRect(), window_)),
    );
    const videos = shown.filter(({ localName }) => localName === 'video');
    const clear = shown.filter((element) => 'keepClear' in element.dataset);
    for (const host of shown.filter(({ localName }) => localName === 'whence-badge')) {
      const root = rootOf(host);
      const button = root?.querySelector('.badge');
      const box = button?.getBoundingClientRect();
      if (!root || !button || !box || box.width === 0 || !meets(box, window_)) continue;
      const text = root.querySelector<HTMLElement>('.label .said')?.dataset.said ?? '';
      if (view.getComputedStyle(button).borderRadius === '0px') note(`"${text}" has no styles`);
      const x = (box.left + box.right) / 2;
      const y = (box.top + box.bottom) / 2;
      const point = new view.DOMRect(x, y, 0.01, 0.01);
      const video = videos.findLast((one) => meets(one.getBoundingClientRect(), point));
      if (!video) {
        misplaced(`"${text}" on no video`);
        continue;
      }
      const { fixture = '', mark } = video.dataset;
      const final = words[fixture];
      if (text !== final && !neutral.includes(text)) note(`"${text}" on ${fixture} (${mark})`);
      if (!within(box, video.getBoundingClientRect())) misplaced(`"${text}" sticks out of ${fixture}`);
      const under = clear.find((one) => meets(one.getBoundingClientRect(), box));
      if (under) misplaced(`"${text}" over ${under.className}`);
      if (text === final) samples.labelled[fixture] = (samples.labelled[fixture] ?? 0) + 1;
    }
  };

  interface Shift extends PerformanceEntry {
    value: number;
    sources: { node: Node | null }[];
  }
  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[])
        samples.shifts.push(`${value}: ${sources.map(({ node }) => node?.nodeName).join()}`);
    }).observe({ type: 'layout-shift', buffered: true });

  interface Floating {
    documentPictureInPicture?: { window: (Window & typeof globalThis) | null };
  }
  /** A window of its own has frames of its own: a place that is put right before they are painted is seen once from here. */
  let before = new Set<string>();
  const lookInto = (view: Window & typeof globalThis): void => {
    const now = new Set<string>();
    look(view, (problem) => now.add(problem));
    for (const problem of now) if (before.has(problem)) note(problem);
    before = now;
  };
  const frame = (): void => {
    if (state.over) return;
    requestAnimationFrame(frame);
    // An observer made now is heard last before the frame is painted: after every callback of the page and ours.
    const last = new ResizeObserver(() => {
      last.disconnect();
      samples.frames += 1;
      look(window, note);
      const floating = (window as unknown as Floating).documentPictureInPicture?.window;
      if (floating) lookInto(floating);
    });
    last.observe(document.documentElement);
  };
  requestAnimationFrame(frame);
}

/** Ends what {@link startSamples} began, in the same world. */
export function endSamples(): BadgeSamples {
  const { whenceSamples: state } = globalThis as unknown as {
    whenceSamples: { samples: BadgeSamples; over: boolean };
  };
  state.over = true;
  return state.samples;
}
