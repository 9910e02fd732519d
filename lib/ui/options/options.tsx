import { Mark } from '../shared/mark';
import type { SiteAccess } from '../shared/site-access';
import { t } from '../text';
import { type About, AboutSection } from './about-section';
import { BudgetsSection } from './budgets-section';
import { DataSection } from './data-section';
import { ModeSection } from './mode-section';
import { OriginalSection } from './original-section';
import type { SettingsModel } from './settings-model';
import { SitesSection } from './sites-section';
import type { TrustModel } from './trust-model';
import { TrustSection } from './trust-section';

export interface OptionsProps {
  settings: SettingsModel;
  access: SiteAccess;
  trust: TrustModel;
  about: About;
}

export function Options({ settings, access, trust, about }: OptionsProps) {
  const problem = settings.problems.value.settings;
  return (
    <main class="page">
      <header>
        <Mark size={32} />
        <h1>{t('options_title')}</h1>
      </header>
      {problem && (
        <p class="problem" role="alert">
          {t(problem)}
        </p>
      )}
      <ModeSection model={settings} />
      <SitesSection model={settings} access={access} />
      <BudgetsSection model={settings} />
      <OriginalSection model={settings} />
      <TrustSection model={trust} />
      <DataSection />
      <AboutSection about={about} />
    </main>
  );
}
