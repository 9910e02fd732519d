import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Mode } from '../../storage/settings';
import { Card } from '../card/card';
import { type CardModel, cardModel } from '../card/card-model';
import { say, t } from '../text';
import type { BadgeState } from './badge-state';
import { Icon } from './icon';
import { Said } from './said';

interface BadgeViewProps {
  state: BadgeState;
  mode: Mode;
  open: boolean;
  /** Changes when the button is to be a new element. */
  edition: number;
  /** Changes when all of it is to be new elements. */
  berth: number;
  onToggle(open: boolean): void;
  onCheck(): void;
  onSeek(): void;
}

/** Of the browser's own language: ours, whatever the page around it is written in. */
const direction = () => (t('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr');

export function labelOf(state: BadgeState): string {
  return state.kind === 'waiting' ? t('badge_waiting') : say(state.verdict.words);
}

export const nameOf = (state: BadgeState): string => t('badge_name', labelOf(state));

function modelOf(state: BadgeState, mode: Mode): CardModel {
  if (state.kind === 'verdict') {
    const asking = state.original?.state === 'looking';
    const model = cardModel(state.verdict, state.evidence, mode, asking);
    if (state.verdict.final) return model;
    const still = model.reasons.length > 0 ? t('card_still_checking') : t('card_checking');
    return { ...model, reasons: [...model.reasons, still] };
  }
  return {
    title: t('badge_waiting'),
    reasons: [t(`card_waiting_${state.why}`)],
    facts: [],
    sources: [],
    unchecked: [],
    limits: [],
    estimate: null,
    costs: [],
    footer: t('card_local'),
  };
}

function checkWords(state: BadgeState): string | null {
  if (state.kind === 'waiting') return t('card_check_now');
  return state.verdict.final && state.verdict.label === 'could-not-check' ? t('card_check_again') : null;
}

/** The card in the top layer, tied to the badge, so that nothing of the page clips it. */
function CardPopover({
  state,
  mode,
  onToggle,
  onCheck,
  onSeek,
}: Omit<BadgeViewProps, 'open' | 'edition' | 'berth'>) {
  const element = useRef<HTMLDivElement>(null);
  const veil = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    veil.current?.showPopover?.();
    const card = element.current;
    const button = (card?.getRootNode() as ShadowRoot | undefined)?.querySelector<HTMLElement>('.badge');
    if (!card || !button) return;
    card.showPopover?.({ source: button });
    card.focus({ preventScroll: true });
  }, []);
  return (
    <>
      {/* While it is open the page can ask of no point of the window what is there, and so not how large the card is. */}
      <div
        ref={veil}
        class="veil"
        popover="manual"
        aria-hidden="true"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onToggle(false)}
        onWheel={() => onToggle(false)}
      />
      <div
        ref={element}
        class="card"
        id="card"
        popover="manual"
        role="dialog"
        aria-label={labelOf(state)}
        tabIndex={-1}
        dir={direction()}
        lang={t('language_tag')}
      >
        <Card
          model={modelOf(state, mode)}
          icon={state.kind === 'waiting' ? 'waiting' : state.verdict.label}
          check={checkWords(state)}
          original={state.kind === 'verdict' ? state.original : null}
          isChecked={state.kind === 'verdict'}
          onCheck={() => {
            // The button goes; focus must not go with it.
            element.current?.focus({ preventScroll: true });
            onCheck();
          }}
          onSeek={() => {
            element.current?.focus({ preventScroll: true });
            onSeek();
          }}
          onClose={() => onToggle(false)}
        />
      </div>
    </>
  );
}

/** The badge of one video and, when it is open, the card behind it. */
export function BadgeView(props: BadgeViewProps) {
  const { state, open, edition, berth, onToggle } = props;
  return (
    <div key={berth} class="strip" dir={direction()} lang={t('language_tag')}>
      <div class="unseen" aria-hidden="true" />
      <button
        key={edition}
        type="button"
        class={state.kind === 'waiting' ? 'badge quiet' : 'badge'}
        aria-label={nameOf(state)}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => onToggle(!open)}
      >
        <Icon name={state.kind === 'waiting' ? 'waiting' : state.verdict.label} />
        <span class="label">
          <Said words={labelOf(state)} />
        </span>
      </button>
      {/* The button itself takes no clicks (badge-css.ts, .hit); keys and screen readers act on it. */}
      <div
        class="hit"
        aria-hidden="true"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onToggle(!open)}
      />
      {open && <CardPopover {...props} />}
    </div>
  );
}
