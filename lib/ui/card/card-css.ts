/** The card hangs below its badge, or where there is room. */
export const CARD_CSS = /* css */ `
.card {
  position: fixed;
  inset: auto;
  position-area: block-end span-inline-start;
  position-try-fallbacks: flip-block, flip-inline, flip-block flip-inline, --middle;
  position-visibility: anchors-visible;
  margin: 6px 0;
  padding: 0;
  width: 328px;
  max-width: calc(100vw - 16px);
  max-height: min(520px, calc(100vh - 16px));
  scrollbar-width: thin;
  overflow: auto;
  overscroll-behavior: contain;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--ground);
  color: var(--ink);
  box-shadow: 0 8px 28px rgb(0 0 0 / .28), 0 1px 3px rgb(0 0 0 / .2);
  font-weight: 400;
  font-size: 13px;
  line-height: 19px;
  pointer-events: auto;
  cursor: auto;
  user-select: none;
  outline: none;
}
.veil { position: fixed; inset: 0; width: 100%; height: 100%; margin: 0; padding: 0; border: 0; background: none; pointer-events: auto; }
@position-try --middle { position-area: none; inset: 8px; margin: auto; height: fit-content; }
.card header {
  position: sticky;
  top: 0;
  z-index: 1;
  display: flex;
  gap: 8px;
  align-items: flex-start;
  padding: 12px 10px 8px 14px;
  background: var(--ground);
}
.card:dir(rtl) header { padding: 12px 14px 8px 10px; }
.card header .icon { width: 18px; height: 18px; margin-top: 1px; }
.card h2 { all: unset; display: block; flex: 1; font-weight: 650; font-size: 14px; line-height: 20px; overflow-wrap: anywhere; }
.card h3 { all: unset; display: block; margin-bottom: 4px; font-weight: 600; font-size: 12px; color: var(--soft); }
.card p { margin: 0 0 8px; }
.card ul { margin: 0; padding: 0; list-style: none; }
.card li { margin: 0 0 4px; overflow-wrap: anywhere; }
.body { padding: 0 14px 4px; }
.body:last-child { padding-bottom: 8px; }
.card section { border-top: 1px solid var(--line); padding: 10px 0 6px; }
.facts { margin: 10px 0 8px; padding: 10px 0 0; border-top: 1px solid var(--line); }
section .facts { border: 0; padding: 0; margin: 0; }
.facts > div { display: grid; grid-template-columns: 84px 1fr; gap: 8px; margin-bottom: 6px; }
.facts dt { color: var(--soft); font-size: 12px; }
.facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.facts bdi { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; }
.card:dir(ltr) .facts bdi { text-align: left; }
.card:dir(rtl) .facts bdi { text-align: right; }
.card small { display: block; font-size: 12px; line-height: 16px; color: var(--soft); }
.card footer { padding: 8px 14px 11px; border-top: 1px solid var(--line); font-size: 11.5px; line-height: 16px; color: var(--soft); }
.close, .copy, .check { all: unset; box-sizing: border-box; cursor: pointer; transition: background-color 100ms; }
.close, .copy { flex: none; display: grid; place-items: center; width: 24px; height: 24px; margin-top: -2px; border-radius: 6px; color: var(--soft); }
.close svg, .copy svg { width: 16px; height: 16px; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; fill: none; }
.check { margin: 2px 0 10px; padding: 5px 12px; border: 1px solid var(--soft); border-radius: 7px; font-weight: 600; }
.close:hover, .copy:hover, .check:hover { background: var(--raised); }
.close:focus-visible, .copy:focus-visible, .check:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
.original { margin-bottom: 10px; }
.original .check { margin-bottom: 4px; }
.bars { display: block; height: 24px; max-width: 100%; margin-top: 4px; fill: var(--soft); border-bottom: 1px solid var(--line); }
@media (prefers-reduced-motion: reduce) {
  .close, .copy, .check { transition: none; }
}
@media (forced-colors: active) {
  .card { box-shadow: none; border: 2px solid CanvasText; }
  .close, .copy { color: ButtonText; }
  .check { border-color: ButtonBorder; color: ButtonText; background: ButtonFace; }
  .bars { fill: CanvasText; }
}
`;
