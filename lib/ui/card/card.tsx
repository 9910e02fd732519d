import type { ComponentChildren } from 'preact';
import type { OriginalOffer } from '../../messaging/original-offer';
import { size } from '../shared/format';
import { t } from '../text';
import { Icon } from '../badge/icon';
import { Said } from '../badge/said';
import type { IconName } from '../badge/icon-paths';
import type { CardModel, Fact } from './card-model';
import { cardText } from './card-text';
import { CopyButton } from './copy-button';
import { EstimateView } from './estimate-view';
import { OriginalView } from './original-view';

interface CardProps {
  model: CardModel;
  icon: IconName;
  /** Words of the button that asks for a check; null without one. */
  check: string | null;
  original: OriginalOffer | null;
  /** A check was made, or is being made: then it is said where. */
  isChecked: boolean;
  onCheck(): void;
  onSeek(): void;
  onClose(): void;
}

/** Strings out of a file keep their own reading direction and cannot turn what stands around them. */
const Foreign = ({ words }: { words: string }) => (
  <bdi>
    <Said words={words} />
  </bdi>
);

function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ term, value, remark }) => (
        <div key={term}>
          <dt>
            <Said words={term} />
          </dt>
          <dd>
            <Foreign words={value} />
            {remark && (
              <small>
                <Said words={remark} />
              </small>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>
        <Said words={title} />
      </h3>
      {children}
    </section>
  );
}

const Lines = ({ lines }: { lines: string[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line}>
        <Said words={line} />
      </li>
    ))}
  </ul>
);

/** The reasons behind a badge: levels L2 of the wording, everything in words, nothing to decide here. */
export function Card({ model, icon, check, original, isChecked, onCheck, onSeek, onClose }: CardProps) {
  return (
    <>
      <header>
        <Icon name={icon} />
        <h2>
          <Said words={model.title} />
        </h2>
        <CopyButton words={cardText(model, isChecked)} />
        <button type="button" class="close" aria-label={t('card_close')} onClick={onClose}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M4 4l8 8M12 4l-8 8" />
          </svg>
        </button>
      </header>
      <div class="body">
        {model.reasons.map((reason) => (
          <p key={reason}>
            <Said words={reason} />
          </p>
        ))}
        {model.limits.map((limit) => (
          <p key={limit}>
            <Said words={limit} />
          </p>
        ))}
        {check && (
          <button type="button" class="check" aria-label={check} onClick={onCheck}>
            <Said words={check} />
          </button>
        )}
        {original && <OriginalView offer={original} onSeek={onSeek} />}
        {model.facts.length > 0 && <Facts facts={model.facts} />}
        {model.sources.length > 0 && (
          <Section title={t('card_sources')}>
            <ul>
              {model.sources.map(({ title, state }, index) => (
                <li key={index}>
                  <Foreign words={title} />
                  <Said words={`: ${state}`} />
                </li>
              ))}
            </ul>
          </Section>
        )}
        {model.unchecked.length > 0 && (
          <Section title={t('card_not_checked')}>
            <Lines lines={model.unchecked} />
          </Section>
        )}
        {model.estimate && <EstimateView estimate={model.estimate} />}
        {model.costs.length > 0 && (
          <Section title={t('card_cost')}>
            <Lines
              lines={model.costs.map(
                ({ source, bytes, ms }) => `${source}: ${size(bytes)}, ${Math.round(ms)} ms`,
              )}
            />
          </Section>
        )}
      </div>
      {isChecked && (
        <footer>
          <Said words={model.footer} />
        </footer>
      )}
    </>
  );
}
