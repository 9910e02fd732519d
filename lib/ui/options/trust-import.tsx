import { useRef } from 'preact/hooks';
import { LIST_USES, type ListKind, type ListUse } from '../../evidence/credentials/trust-list';
import { t } from '../text';
import type { TrustModel } from './trust-model';
import { KIND_KEYS, USE_KEYS } from './trust-words';

/** Official and interim lists come from their publishers only. */
const IMPORT_KINDS: readonly ListKind[] = ['organisation', 'user'];

export function TrustImport({ model }: { model: TrustModel }) {
  const form = useRef<HTMLFormElement>(null);
  const problem = model.importProblem.value;
  const imported = model.imported.value;

  const take = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!form.current) return;
    const data = new FormData(form.current);
    const file = data.get('file');
    const taken = await model.importFile(
      file instanceof File && file.name ? file : null,
      data.get('name') as string,
      data.get('kind') as ListKind,
      data.get('use') as ListUse,
    );
    if (taken) form.current.reset();
  };

  return (
    <form class="group import" ref={form} noValidate onSubmit={(event) => void take(event)}>
      <h3>{t('options_trust_import')}</h3>
      <p class="soft">{t('options_trust_import_text')}</p>
      <label for="trust-file">{t('options_trust_file')}</label>
      <input
        id="trust-file"
        name="file"
        type="file"
        accept=".pem,.crt,.cer,.txt"
        aria-describedby="trust-status"
      />
      <label for="trust-name">{t('options_trust_name')}</label>
      <input
        id="trust-name"
        name="name"
        type="text"
        maxLength={80}
        autocomplete="off"
        aria-describedby="trust-status"
      />
      <label for="trust-kind">{t('options_trust_kind')}</label>
      <Choice id="trust-kind" name="kind" options={IMPORT_KINDS.map((kind) => [kind, KIND_KEYS[kind]])} />
      <label for="trust-use">{t('options_trust_use_for')}</label>
      <Choice id="trust-use" name="use" options={LIST_USES.map((use) => [use, USE_KEYS[use]])} />
      <button type="submit">{t('options_trust_take')}</button>
      <p id="trust-status" role="status" class={problem ? 'problem' : 'soft'}>
        {problem ? t(problem) : imported && t('options_trust_imported', imported)}
      </p>
    </form>
  );
}

function Choice({ id, name, options }: { id: string; name: string; options: [string, string][] }) {
  return (
    <select id={id} name={name}>
      {options.map(([value, key]) => (
        <option key={value} value={value}>
          {t(key)}
        </option>
      ))}
    </select>
  );
}
