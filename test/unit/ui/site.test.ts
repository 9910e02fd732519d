import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { HostSchema } from '../../../lib/storage/settings-schema';
import { readHost, siteOf } from '../../../lib/ui/shared/site';
import { covers, coversAll } from '../../../lib/platform/origins';

describe('the host that a viewer types', () => {
  it.each([
    ['example.org', 'example.org'],
    [' Example.ORG ', 'example.org'],
    ['https://example.org/a?b', 'example.org'],
    ['example.org:8080/a', 'example.org'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['http://[::1]:80/', '[::1]'],
    ['localhost', 'localhost'],
    ['', null],
    ['two words', null],
    ['ftp://example.org', null],
    ['chrome://settings', null],
    ['https://', null],
  ])('%j is %j', (typed, host) => {
    expect(readHost(typed)).toBe(host);
  });

  it('can always be saved', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.domain(),
          fc.ipV6().map((ip) => `[${ip}]`),
        ),
        (typed) => {
          const host = readHost(typed);
          expect(host === null || v.is(HostSchema, host)).toBe(true);
        },
      ),
    );
  });

  it('is the host that the popup would pause', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const site = siteOf(url);
        expect(site.kind === 'site' && site.host).toBe(readHost(url));
      }),
    );
  });
});

describe('access to all sites', () => {
  it.each([
    [['<all_urls>'], true],
    [['*://*/*'], true],
    [['https://*/*'], true],
    [['https://example.org/*'], false],
    [['https://*.example.org/*'], false],
    [[], false],
  ])('%j: %s', (origins, all) => {
    expect(coversAll(origins)).toBe(all);
  });
});

describe('access to one site', () => {
  it.each([
    ['https://feed.example/*', true],
    ['*://feed.example/*', true],
    ['*://*.feed.example/*', true],
    ['https://*.example/*', true],
    ['https://*/*', true],
    ['<all_urls>', true],
    ['http://feed.example/*', false],
    ['https://eed.example/*', false],
    ['https://*.eed.example/*', false],
    ['https://www.feed.example/*', false],
    ['file:///*', false],
  ])('given by %s: %s', (origin, given) => {
    expect(covers([origin], 'https://feed.example/*')).toBe(given);
  });
});
