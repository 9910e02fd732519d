import type { CredentialsDetails } from '../../../lib/evidence/credentials/details.ts';
import type { PlayerSite, StreamRequest } from '../../fixtures/players/site.ts';
import type { QaBrowser, QaPage, ShownRecord } from '../../qa/browsers/browser.ts';
import { eventually, isShown, living } from './eventually.ts';

/** What became of one page of a grid. */
export interface Outcome {
  label: string;
  reason: string | null;
  state: string | null;
  session: CredentialsDetails['session'];
  record: ShownRecord;
}

export function outcomeOf(record: ShownRecord): Outcome {
  const evidence = record.evidence.find(({ source }) => source === 'credentials');
  const details = evidence?.source === 'credentials' ? evidence.details : null;
  return {
    label: record.verdict.label,
    reason: evidence?.reason ?? null,
    state: details?.state ?? null,
    session: details?.session,
    record,
  };
}

/** Outcomes by page, as far as they are known. */
type Outcomes = Map<string, Outcome>;

/** Pages that play at the same time: with many more, two processor cores decode pictures and do nothing else. */
const AT_ONCE = { chromium: 6, firefox: 6 };
/** How long a few pages may take on a machine that has other things to do. */
const SECONDS = 60;

/**
 * Plays pages, a few beside each other, each in a frame of its own, until every one is as `ready` wants it: a stream is
 * looked at again while it plays. What was seen last is returned when time is up, so that a test says what is wrong.
 */
export async function playAll(
  browser: QaBrowser,
  site: Pick<PlayerSite, 'gridOf'>,
  pages: readonly string[],
  ready: (page: string, outcome: Outcome) => boolean,
): Promise<Outcomes> {
  const all: Outcomes = new Map();
  for (let at = 0; at < pages.length; at += AT_ONCE[browser.name])
    await playSome(browser, site, pages.slice(at, at + AT_ONCE[browser.name]), ready, all);
  return all;
}

async function playSome(
  browser: QaBrowser,
  site: Pick<PlayerSite, 'gridOf'>,
  pages: readonly string[],
  ready: (page: string, outcome: Outcome) => boolean,
  all: Outcomes,
): Promise<void> {
  const page = await browser.openPage();
  try {
    await page.goto(site.gridOf(pages), 30_000);
    const ask = async () => {
      for (const [url, outcome] of await outcomesOf(page)) all.set(url, outcome);
      return pages.filter((one) => {
        const outcome = all.get(one);
        return !outcome || !isShown(outcome.record) || !ready(one, outcome);
      });
    };
    await eventually('every page decided', ask, (open) => open.length === 0, SECONDS).catch(() => undefined);
  } finally {
    await page.close();
  }
}

async function outcomesOf(page: QaPage): Promise<Outcomes> {
  return new Map((await living(page)).map((record) => [record.subject.frameUrl, outcomeOf(record)]));
}

/** How often each part below a path was asked for, whoever asked; parts of one file are told apart by their ranges. */
export function askedFor(requests: readonly StreamRequest[], below: string): Map<string, number> {
  const asked = new Map<string, number>();
  for (const { path, range } of requests) {
    if (!path.startsWith(below)) continue;
    const part = range === null ? path.slice(below.length) : `${path.slice(below.length)} ${range}`;
    asked.set(part, (asked.get(part) ?? 0) + 1);
  }
  return asked;
}
