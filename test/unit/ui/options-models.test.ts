import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openDatabase } from '../../../lib/storage/database';
import { loadSettings, saveSettings } from '../../../lib/storage/settings';
import { importTrustList } from '../../../lib/storage/trust-store';
import { createSettingsModel } from '../../../lib/ui/options/settings-model';
import { createTrustModel, type TrustModel } from '../../../lib/ui/options/trust-model';
import { certificate } from '../storage/certificates';

vi.mock('wxt/browser', () => ({ browser: fakeBrowser }));

let stop: AbortController;
beforeEach(async () => {
  fakeBrowser.reset();
  stop?.abort();
  stop = new AbortController();
  await (await openDatabase()).clear('trust-lists');
});

describe('the settings as the options page saves them', () => {
  it('are saved at once, and say so', async () => {
    const model = createSettingsModel(stop.signal);
    expect(await model.save('mode', { mode: 'investigator' })).toBe(true);
    expect(model.saved.value).toBe('mode');
    expect((await loadSettings()).settings.mode).toBe('investigator');
  });

  it('keep what is outside the limits out, name it beside its field, and forget it once mended', async () => {
    const model = createSettingsModel(stop.signal);
    expect(await model.save('concurrency', { concurrency: 99 })).toBe(false);
    expect(model.problems.value).toEqual({ concurrency: 'settings_problem_out_of_range' });
    expect(model.saved.value).toBeNull();
    model.refuse('pausedSites', 'settings_problem_no_host');
    await model.save('concurrency', { concurrency: 3 });
    expect(model.problems.value).toEqual({ pausedSites: 'settings_problem_no_host' });
  });

  it('tell that the saved ones could not be read', async () => {
    await fakeBrowser.storage.local.set({ settings: 'nonsense' });
    const model = createSettingsModel(stop.signal);
    await vi.waitFor(() => expect(model.problems.value).toEqual({ settings: 'settings_problem_damaged' }));
  });

  it('follow what another page changes, until this one closes', async () => {
    const model = createSettingsModel(stop.signal);
    await saveSettings({ enabled: false });
    await vi.waitFor(() => expect(model.settings.value.enabled).toBe(false));
    stop.abort();
    await saveSettings({ enabled: true });
    expect(model.settings.value.enabled).toBe(false);
  });
});

describe('the trust lists as the options page shows them', () => {
  const pem = new Blob([certificate('A root', { ca: true })]);
  const offline: typeof fetch = async () => {
    throw new TypeError('Failed to fetch');
  };
  const open = async (fetch = offline): Promise<TrustModel> => {
    const model = createTrustModel(fetch, stop.signal);
    await vi.waitFor(() => expect(model.lists.value).not.toBeNull());
    return model;
  };
  const names = (model: TrustModel) => model.lists.value?.map(({ list }) => list.name);

  it('take a file, and give it back', async () => {
    const model = await open();
    expect(await model.importFile(pem, 'Ours', 'organisation', 'manifest')).toBe(true);
    expect(model.imported.value).toBe('Ours');
    expect(names(model)).toEqual(['Ours']);
    await model.remove('Ours');
    expect(names(model)).toEqual([]);
  });

  it.each([
    ['no file', null, 'Ours', 'trust_problem_no_certificates'],
    ['a file of something else', new Blob(['{}']), 'Ours', 'trust_problem_no_certificates'],
    ['no name', pem, ' ', 'trust_problem_no_name'],
  ])('refuse %s by name', async (_, file, name, problem) => {
    const model = await open();
    expect(await model.importFile(file, name, 'user', 'manifest')).toBe(false);
    expect(model.importProblem.value).toBe(problem);
    expect(names(model)).toEqual([]);
  });

  it('tell what a refresh brought', async () => {
    const model = await open();
    const refreshed = model.refresh();
    expect(model.refreshing.value).toBe(true);
    await refreshed;
    expect(model.refreshing.value).toBe(false);
    expect(model.results.value?.map(({ outcome, problem }) => [outcome, problem])).toEqual(
      Array.from({ length: 4 }, () => ['failed', 'not-answered']),
    );
  });

  it('follow what another page imports', async () => {
    const model = await open();
    await importTrustList(await pem.text(), 'From elsewhere', 'user', 'manifest');
    await vi.waitFor(() => expect(names(model)).toEqual(['From elsewhere']));
  });
});
