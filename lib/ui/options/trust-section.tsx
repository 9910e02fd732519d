import type { StoredTrustList } from '../../storage/stored-trust-list';
import { certificateCount, IMPORTED } from '../../storage/trust-store';
import { day, moment } from '../shared/format';
import { t } from '../text';
import { TrustImport } from './trust-import';
import type { TrustModel } from './trust-model';
import { KIND_KEYS, trustProblemKey, USE_KEYS } from './trust-words';

/** Whose names count: every list with its kind, use, date and number of certificates. */
export function TrustSection({ model }: { model: TrustModel }) {
  const lists = model.lists.value;
  return (
    <section aria-labelledby="trust">
      <h2 id="trust">{t('options_trust')}</h2>
      <p class="soft">{t('options_trust_text')}</p>
      {lists?.length === 0 && <p class="problem">{t('options_trust_none')}</p>}
      <ul class="lists">
        {lists?.map((entry) => (
          <TrustEntry key={entry.list.name} entry={entry} model={model} />
        ))}
      </ul>
      <Refresh model={model} />
      <TrustImport model={model} />
    </section>
  );
}

function TrustEntry({ entry, model }: { entry: StoredTrustList; model: TrustModel }) {
  const { list, enabled, checked, problem } = entry;
  const facts = [
    t(KIND_KEYS[list.kind]),
    t(USE_KEYS[list.use]),
    t('options_trust_certificates', String(certificateCount(list))),
    ...(list.date ? [t('options_trust_date', day(list.date))] : []),
    ...(checked ? [t('options_trust_checked', moment(checked))] : []),
  ];
  return (
    <li class="list">
      <div>
        <strong>
          <bdi>{list.name}</bdi>
        </strong>
        <p class="soft">{facts.join(' · ')}</p>
        {problem && <p class="soft">{t('options_trust_kept', t(trustProblemKey(problem)))}</p>}
      </div>
      {list.origin === IMPORTED ? (
        <button
          type="button"
          aria-label={t('options_trust_remove', list.name)}
          onClick={() => void model.remove(list.name)}
        >
          {t('options_remove')}
        </button>
      ) : (
        <label class="switch">
          <input
            type="checkbox"
            role="switch"
            aria-label={t('options_trust_use', list.name)}
            checked={enabled}
            onChange={(event) => void model.enable(list.name, event.currentTarget.checked)}
          />
        </label>
      )}
    </li>
  );
}

function Refresh({ model }: { model: TrustModel }) {
  const outcomes = model.results.value;
  const count = (outcome: string): string =>
    String(outcomes?.filter((result) => result.outcome === outcome).length ?? 0);
  return (
    <div class="group">
      <button type="button" disabled={model.refreshing.value} onClick={() => void model.refresh()}>
        {t(model.refreshing.value ? 'options_trust_refreshing' : 'options_trust_refresh')}
      </button>
      <p role="status" class="soft">
        {outcomes && t('options_trust_refreshed', count('updated'), count('unchanged'), count('failed'))}
      </p>
      {outcomes
        ?.filter(({ problem }) => problem !== null)
        .map(({ name, problem }) => (
          <p key={name} class="soft">
            {t('options_trust_failed', name, problem ? t(trustProblemKey(problem)) : '')}
          </p>
        ))}
    </div>
  );
}
