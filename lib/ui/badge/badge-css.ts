/** One neutral family for every label, on an opaque ground of its own; see wording.md, L1. */
export const BADGE_CSS = /* css */ `
:host {
  all: initial !important;
  display: var(--whence-display) !important;
  position: var(--whence-position) !important;
  position-anchor: auto !important;
  inset: var(--whence-inset) !important;
  width: var(--whence-width) !important;
  height: auto !important;
  font-size: 0 !important;
  line-height: 0 !important;
  overflow: visible !important;
  z-index: var(--whence-z) !important;
  visibility: hidden !important;
  pointer-events: none !important;
}
.frame {
  position: var(--whence-frame-position);
  inset: var(--whence-frame-inset);
  width: var(--whence-frame-width);
  container-type: inline-size;
  color-scheme: light dark;
  --ground: light-dark(#fbfbfa, #1d2125);
  --raised: light-dark(#efefec, #2a2f35);
  --ink: light-dark(#1b1f24, #eceef0);
  --soft: light-dark(#555c64, #a9b1b9);
  --line: light-dark(#c9ccc8, #434a52);
  --focus: light-dark(#1462c4, #8fc2ff);
  font: 600 12px/16px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  letter-spacing: 0;
  text-align: start;
  color: var(--ink);
  -webkit-text-size-adjust: none;
}
*, *::before, *::after { box-sizing: border-box; }
/*
 * Nothing is painted of the host and the frame around it, so these are hidden: a browser counts what is visible as
 * shifted where it moves (Layout Instability), empty or not. The strip is made anew instead. It has to be visible all
 * over, since a page can ask what is occluded (Intersection Observer 2), by the label's length otherwise.
 */
.strip {
  visibility: visible;
  display: flex;
  justify-content: var(--whence-align) !important;
  align-items: flex-start;
  position: relative;
  height: 40px;
  padding: 8px;
  overflow: clip;
}
.badge {
  all: unset;
  box-sizing: border-box;
  position: relative;
  display: inline-flex;
  align-items: center;
  gap: 5px;
  min-width: 24px;
  min-height: 24px;
  max-width: min(100%, 440px);
  padding: 3px 8px 3px 5px;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--ground);
  color: var(--ink);
  box-shadow: 0 1px 2px rgb(0 0 0 / .3);
  user-select: none;
  transition: background-color 100ms, border-color 100ms;
}
/*
 * A page is told the size of the largest text that was painted (Largest Contentful Paint), in closed roots too. So
 * a text is painted that nobody can see and that is larger than any label. It stands in an element, since Firefox
 * leaves out the text of a generated box.
 */
.unseen {
  position: absolute;
  inset: 0 0 auto;
  max-width: 440px;
  overflow: clip;
  font-size: 20px;
  line-height: 20px;
  white-space: nowrap;
  color: rgb(0 0 0 / .0001);
  forced-color-adjust: none;
  user-select: none;
}
.unseen::before { content: "${'\\2588'.repeat(40)}" / ""; }
/* Firefox has 255 steps of colour only: there that would be no text at all. */
@supports (-moz-appearance: none) {
  .unseen { color: #000; opacity: .0001; }
}
/* A page can ask what a click would hit: the same for every label, so that its width tells nothing. */
.hit {
  position: absolute;
  width: min(184px, calc(100% - 16px));
  height: 24px;
  pointer-events: auto;
  cursor: pointer;
}
.quiet ~ .hit { width: 24px; }
.badge:dir(rtl) { padding: 3px 5px 3px 8px; }
.strip:has(.hit:hover) .badge, .badge[aria-expanded="true"] { background: var(--raised); border-color: var(--soft); }
.badge:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; box-shadow: 0 0 0 4px var(--ground); }
.badge.quiet { padding: 3px; color: var(--soft); }
.badge.quiet .label { display: none; }
.label { min-width: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
/* Generated words cannot be searched for by the page, which would find them in a closed root too. */
.said::before { content: attr(data-said); }
.icon {
  flex: none;
  width: 16px;
  height: 16px;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.4;
  stroke-linecap: round;
  stroke-linejoin: round;
}
@container (max-width: 199px) {
  .strip { padding: 4px; }
  .badge, .badge:dir(rtl) { padding: 3px; }
  .badge .label { display: none; }
  .strip { height: 32px; }
  .hit { width: 24px; }
}
/* No room at all: badge-style.ts, where a video leaves fullscreen. */
@container (max-width: 0px) {
  .strip { display: none; }
}
@media (pointer: coarse) {
  .hit::after { content: ""; position: absolute; inset: -8px; }
}
@media (prefers-reduced-motion: no-preference) {
  .turning { animation: turn 1.6s linear infinite; }
  .flash { animation: flash 360ms ease-out 3; }
}
@media (prefers-reduced-motion: reduce) {
  .badge { transition: none; }
  .flash { outline: 3px solid var(--focus); outline-offset: 2px; }
}
@media (prefers-contrast: more) {
  .frame { --soft: var(--ink); --line: var(--ink); }
}
@media (forced-colors: active) {
  .frame { --ground: Canvas; --raised: Canvas; --ink: CanvasText; --soft: CanvasText; --line: CanvasText; --focus: Highlight; }
  .badge { background: ButtonFace; color: ButtonText; border-color: ButtonBorder; box-shadow: none; }
  .badge:focus-visible { box-shadow: none; }
}
@keyframes turn { to { rotate: 1turn; } }
@keyframes flash { 40% { outline: 4px solid var(--focus); outline-offset: 3px; } }
.turning { transform-origin: 50% 50%; }
`;
