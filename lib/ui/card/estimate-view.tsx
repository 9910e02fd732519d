import { Said } from '../badge/said';
import { t } from '../text';
import type { Estimate } from './estimate-model';

/** One bar a frame, on a scale from 0 to 1; its numbers are in the accessible name. */
function FrameBars({ scores }: { scores: number[] }) {
  const width = 10;
  return (
    <svg
      class="bars"
      role="img"
      aria-label={scores.map((score) => score.toFixed(2)).join(', ')}
      viewBox={`0 0 ${Math.max(1, scores.length) * width} 24`}
      style={{ width: `${scores.length * width}px` }}
    >
      {scores.map((score, index) => (
        <rect
          key={index}
          x={index * width}
          y={24 - Math.max(1, score * 24)}
          width={width - 3}
          height={Math.max(1, score * 24)}
        />
      ))}
    </svg>
  );
}

/** The classifier's estimate: band or why there is none, frames, limits; for investigators the numbers too. */
export function EstimateView({ estimate }: { estimate: Estimate }) {
  return (
    <section>
      <h3>
        <Said words={t('card_estimate')} />
      </h3>
      <dl class="facts">
        <div>
          <dt>
            <Said words={t('card_estimate_band')} />
          </dt>
          <dd>
            <Said words={estimate.band} />
            {estimate.limits.map((limit) => (
              <small key={limit}>
                <Said words={limit} />
              </small>
            ))}
          </dd>
        </div>
        {estimate.score !== null && (
          <div>
            <dt>
              <Said words={t('card_estimate_score')} />
            </dt>
            <dd>
              <Said words={estimate.score} />
              {estimate.model && (
                <small>
                  <Said words={estimate.model} />
                </small>
              )}
            </dd>
          </div>
        )}
        {estimate.frames && (
          <div>
            <dt>
              <Said words={t('card_estimate_frames')} />
            </dt>
            <dd>
              <Said words={estimate.frames} />
              {estimate.scores.length > 0 && <FrameBars scores={estimate.scores} />}
              {estimate.times && (
                <small>
                  <Said words={estimate.times} />
                </small>
              )}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
