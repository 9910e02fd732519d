import { t } from '../text';

export interface About {
  version: string;
  model: { name: string; version: string; sha256: string } | null;
}

export function AboutSection({ about }: { about: About }) {
  const { version, model } = about;
  return (
    <section aria-labelledby="about">
      <h2 id="about">{t('options_about')}</h2>
      <dl class="facts">
        <dt>{t('options_version')}</dt>
        <dd>{version}</dd>
        <dt>{t('options_model')}</dt>
        <dd>
          {model ? `${model.name} ${model.version}` : t('options_model_none')}
          {model && <code class="hash">SHA-256 {model.sha256}</code>}
        </dd>
      </dl>
      <p>
        <a href="/third-party.txt">{t('options_licences')}</a>
      </p>
    </section>
  );
}
