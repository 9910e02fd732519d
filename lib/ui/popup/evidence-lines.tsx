import type { Evidence } from '../../evidence/evidence';
import type { VideoRecord } from '../../messaging/video-record';
import { reasonKey, sourceKey } from '../../verdict/reasons';
import { size } from '../shared/format';
import { t } from '../text';

/** For investigators: each source with its outcome, the bytes it read and the time it took. */
export function EvidenceLines({ video }: { video: VideoRecord }) {
  return (
    <dl class="evidence">
      {video.evidence.map((item) => (
        <div key={item.source}>
          <dt>{t(sourceKey(item.source))}</dt>
          <dd>
            {outcome(item)} · {size(item.bytes)} · {Math.round(item.ms)} ms
          </dd>
        </div>
      ))}
    </dl>
  );
}

const OUTCOME_KEYS = {
  found: 'outcome_found',
  'not-found': 'outcome_not_found',
  'could-not-check': 'outcome_could_not_check',
} as const satisfies Record<Evidence['outcome'], string>;

function outcome(item: Evidence): string {
  const words = t(OUTCOME_KEYS[item.outcome]);
  return item.reason ? `${words} (${t(reasonKey(item.reason))})` : words;
}
