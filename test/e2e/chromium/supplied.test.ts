import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CredentialsDetails } from '../../../lib/evidence/credentials/details.ts';
import type { ShownRecord } from '../../qa/browsers/browser.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { eventually, isShown } from '../support/eventually.ts';
import { type HtmlSite, startHtmlSite } from '../support/html-site.ts';
import { openChromiumSession, type Session } from '../support/session.ts';
import { SUPPLIED_PAGES } from '../support/supplied-pages.ts';

let session: Session<ChromiumBrowser>;
let site: HtmlSite;

beforeAll(async () => {
  session = await openChromiumSession();
  site = await startHtmlSite(SUPPLIED_PAGES, session.fixtures.dir);
});
afterAll(async () => {
  await session?.close();
  await site?.close();
});

/** The same server under a name that was not chosen. */
const elsewhere = () => site.origin.replace('127.0.0.1', 'localhost');

/** Plays a page until its verdict is as `ready` wants it: a stream is looked at again while it plays. */
async function play(url: string, ready: (record: ShownRecord) => boolean): Promise<ShownRecord | undefined> {
  const page = await session.browser.openPage();
  await page.goto(url, 20_000);
  const settled = (all: ShownRecord[]) => all.length === 1 && all.every((one) => isShown(one) && ready(one));
  const [record] = await eventually(`the verdict of ${url}`, () => page.records(), settled, 40);
  await page.close();
  return record;
}

function credentialsOf(record: ShownRecord | undefined): CredentialsDetails | null {
  for (const one of record?.evidence ?? []) if (one.source === 'credentials') return one.details;
  return null;
}

const reasonOf = ({ evidence }: ShownRecord) =>
  evidence.find(({ source }) => source === 'credentials')?.reason;

describe('a stream to which no request of the page leads', () => {
  it('is named as such where its site was not chosen', async () => {
    const record = await play(`${site.origin}/signed`, (one) => one.verdict.final);
    expect(record?.verdict.words.subs).toEqual([{ key: 'reason_stream', subs: [] }]);
    expect(credentialsOf(record)).toBeNull();
  });

  it('lets its site be chosen in the popup', async () => {
    const page = await session.browser.openPage();
    await page.goto(`${site.origin}/signed`, 20_000);
    await eventually(
      'the video',
      () => page.records(),
      (all) => all.length === 1,
    );
    const popup = await session.browser.context.newPage();
    await popup.goto(`${session.browser.extensionRoot}popup.html?tab=${page.tabId}`);
    await popup.getByRole('switch', { name: 'hand over' }).click();
    const worlds = () =>
      session.browser.extensionEval(
        async () =>
          (await chrome.scripting.getRegisteredContentScripts()).map(
            ({ id, world, matches }) => `${id} ${world} ${matches?.join()}`,
          ),
        null,
      );
    const chosen = 'appends MAIN *://127.0.0.1/*';
    const scripts = await eventually('the registration of the hook', worlds, (all) => all.includes(chosen));
    const { violations } = await new AxeBuilder({ page: popup }).analyze();
    await popup.close();
    await page.close();
    expect(scripts.filter((one) => one.includes('MAIN'))).toEqual([chosen]);
    expect(violations).toEqual([]);
  });

  it.each([
    ['/signed', 'ai-generated'],
    ['/decoded', 'ai-generated'],
    ['/whole', 'ai-generated'],
    ['/tampered', 'credentials-invalid'],
    ['/unsigned', 'nothing-found'],
  ])('%s is checked by what the page hands over: %s', async (path, label) => {
    // What was changed is not decoded, so that there may be nothing to compare with what is on screen.
    const compared = (record: ShownRecord) =>
      label === 'credentials-invalid' || credentialsOf(record)?.session?.framesMatched === true;
    const record = await play(`${site.origin}${path}`, (one) => one.verdict.label === label && compared(one));
    expect(credentialsOf(record)?.session).toMatchObject({ suppliedByPage: true });
    expect(credentialsOf(record)?.session?.segmentsChecked).toBeGreaterThan(0);
    expect(record?.verdict.reasons.map(({ key }) => key)).toContain('why_supplied');
    expect(record?.bytes).toBe(0);
  });

  it.each([
    ['/file', 'ai-generated'],
    ['/file-changed', 'credentials-invalid'],
    ['/file-unsigned', 'nothing-found'],
  ])('is read from the page where that put a file together: %s', async (path, label) => {
    const record = await play(`${elsewhere()}${path}`, ({ verdict }) => verdict.label === label);
    expect(credentialsOf(record)?.session).toMatchObject({ suppliedByPage: false, segmentsChecked: 1 });
    expect(record?.bytes).toBe(0);
  });

  it('is not called changed where a part is missing of what was signed as a whole', async () => {
    const record = await play(
      `${site.origin}/part`,
      (one) => credentialsOf(one)?.session?.problem === 'unbound',
    );
    expect(record?.verdict.words.subs).toEqual([{ key: 'reason_stream', subs: [] }]);
  });

  it('is credited by pictures alone: signed bytes beside other pictures say nothing', async () => {
    const record = await play(`${site.origin}/forger`, (one) => reasonOf(one) === 'frames-differ');
    expect(record?.verdict.label).toBe('could-not-check');
    expect(credentialsOf(record)).toMatchObject({ issuer: null, session: { suppliedByPage: true } });
  });
});

/** Runs in the page: all that it could trip over. */
function traces() {
  const call = (run: () => unknown) => {
    try {
      return String(run());
    } catch (error) {
      return String(error);
    }
  };
  const methods = [
    [SourceBuffer.prototype, 'appendBuffer'],
    [SourceBuffer.prototype, 'abort'],
    [MediaSource.prototype, 'addSourceBuffer'],
    [URL, 'createObjectURL'],
  ] as const;
  return {
    globals: Object.getOwnPropertyNames(window).sort(),
    methods: methods.map(([holder, name]) => {
      const descriptor = Object.getOwnPropertyDescriptor(holder, name);
      const method = descriptor?.value as (...args: unknown[]) => unknown;
      const { value: _, ...flags } = descriptor ?? {};
      return {
        ...{ name, flags, called: method.name, length: method.length },
        text: String(method),
        own: Object.getOwnPropertyNames(method).sort(),
        withoutThis: call(() => method.call({})),
        withoutArguments: call(() => method.call(holder === URL ? URL : new MediaSource())),
        asConstructor: call(() => Reflect.construct(method, [])),
      };
    }),
  };
}

it('changes nothing that the page could trip over', async () => {
  const look = async (origin: string) => {
    const page = await session.browser.openPage();
    await page.goto(`${origin}/fetcher.js`, 20_000);
    const seen = await page.evaluate(traces, null);
    const hooked = await page.page.evaluate(() => {
      const native = Function.prototype.toString;
      return native.call(SourceBuffer.prototype.appendBuffer) !== String(SourceBuffer.prototype.appendBuffer);
    });
    await page.close();
    return { seen, hooked };
  };
  const [chosen, other] = [await look(site.origin), await look(elsewhere())];
  expect([chosen.hooked, other.hooked]).toEqual([true, false]);
  expect(chosen.seen).toEqual(other.seen);
});
