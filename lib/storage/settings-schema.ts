import * as v from 'valibot';

export const SETTINGS_VERSION = 1;

/** Bounds of the budgets, inclusive; the options page names them when a number is outside. */
export const BUDGET_BOUNDS = {
  contentBudgetBytes: { min: 1_000_000, max: 1_000_000_000 },
  frameBudgetBytes: { min: 250_000, max: 50_000_000 },
  concurrency: { min: 1, max: 4 },
} as const;

const bounded = ({ min, max }: { min: number; max: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** Host of a site, lower case, without port: what `URL.hostname` gives. */
export const HostSchema = v.pipe(v.string(), v.maxLength(253), v.regex(/^[^\s/@:]+$|^\[[0-9a-f:.]+\]$/));

export const SettingsSchema = v.object({
  /** What the badge and the card show: labels and reasons, or every score and limit too. */
  mode: v.picklist(['viewer', 'investigator']),
  enabled: v.boolean(),
  /** Hosts on which nothing is looked at. */
  pausedSites: v.array(HostSchema),
  /** Hosts whose pages hand over what they feed to their players; settings kept before there were any lack it. */
  suppliedSites: v.optional(v.array(HostSchema), []),
  /** Most bytes read for the content check of one video. */
  contentBudgetBytes: bounded(BUDGET_BOUNDS.contentBudgetBytes),
  /** Most bytes read for the frames of one video. */
  frameBudgetBytes: bounded(BUDGET_BOUNDS.frameBudgetBytes),
  /** Videos checked at once. */
  concurrency: bounded(BUDGET_BOUNDS.concurrency),
  /** Read nothing beyond the probe while the browser asks sites to save data. */
  respectSaveData: v.boolean(),
  /** Check small, hidden and background videos without being asked. */
  checkDecorative: v.boolean(),
  /** Ask for original files without a click; settings saved before there was such a thing do not say. */
  lookForOriginals: v.optional(v.boolean(), false),
});

export type Mode = v.InferOutput<typeof SettingsSchema>['mode'];

export type Settings = v.InferOutput<typeof SettingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  mode: 'viewer',
  enabled: true,
  pausedSites: [],
  suppliedSites: [],
  contentBudgetBytes: 25_000_000,
  frameBudgetBytes: 2_000_000,
  concurrency: 2,
  respectSaveData: true,
  checkDecorative: false,
  lookForOriginals: false,
};

export type SettingsProblem = 'damaged' | 'newer-version' | 'out-of-range' | 'not-saved';

/** Settings that could not be read or kept; `field` names the first one at fault where there is one. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(
    readonly problem: SettingsProblem,
    readonly field: keyof Settings | null,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Turns settings of version N into version N + 1; index 0 is unused. */
type Migration = (old: Record<string, unknown>) => Record<string, unknown>;
const MIGRATIONS: Record<number, Migration> = {};

/**
 * Reads what storage holds: `{version, ...settings}`.
 * @throws SettingsError damaged, newer-version
 */
export function parseSettings(
  stored: unknown,
  migrations = MIGRATIONS,
  current = SETTINGS_VERSION,
): Settings {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored))
    throw new SettingsError('damaged', null, 'settings are not an object');
  let settings = stored as Record<string, unknown>;
  const version = settings.version;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw new SettingsError('damaged', null, 'settings have no version');
  if (version > current) throw new SettingsError('newer-version', null, `settings have version ${version}`);
  for (let from = version; from < current; from++) {
    const migrate = migrations[from];
    if (!migrate) throw new SettingsError('damaged', null, `no way from settings version ${from}`);
    settings = migrate(settings);
  }
  return checkSettings(settings, 'damaged');
}

/** @throws SettingsError with the given problem and the first field at fault */
export function checkSettings(settings: unknown, problem: SettingsProblem = 'out-of-range'): Settings {
  const result = v.safeParse(SettingsSchema, settings);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const field = issue.path?.[0]?.key;
  throw new SettingsError(
    problem,
    typeof field === 'string' && field in DEFAULT_SETTINGS ? (field as keyof Settings) : null,
    issue.message,
  );
}
