import { useSignal } from '@preact/signals';
import { clearVerdicts } from '../../storage/verdict-cache';
import { t } from '../text';

type Step = 'idle' | 'asked' | 'cleared' | 'failed';

/** Forgets the remembered verdicts, after a second look. */
export function DataSection() {
  const step = useSignal<Step>('idle');
  const clear = async (): Promise<void> => {
    step.value = await clearVerdicts().then(
      () => 'cleared' as const,
      () => 'failed' as const,
    );
  };
  return (
    <section aria-labelledby="data">
      <h2 id="data">{t('options_data')}</h2>
      <p class="soft">{t('options_data_text')}</p>
      {step.value === 'asked' ? (
        <div class="line" role="group" aria-label={t('options_data_confirm')}>
          <span>{t('options_data_confirm')}</span>
          <button type="button" class="main" onClick={() => void clear()}>
            {t('options_data_clear')}
          </button>
          <button type="button" onClick={() => (step.value = 'idle')}>
            {t('options_cancel')}
          </button>
        </div>
      ) : (
        <button type="button" onClick={() => (step.value = 'asked')}>
          {t('options_data_clear')}
        </button>
      )}
      <p role="status" class="soft">
        {step.value === 'cleared' && t('options_data_cleared')}
        {step.value === 'failed' && t('options_data_failed')}
      </p>
    </section>
  );
}
