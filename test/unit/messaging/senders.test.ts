import { describe, expect, it } from 'vitest';
import { jobKey, parseJobKey } from '../../../lib/messaging/job-key';
import { frameOf, requireOwnPage, SenderError } from '../../../lib/messaging/senders';

const ROOT = 'chrome-extension://abc/';

describe('frameOf', () => {
  it('takes tab, frame and addresses from the browser', () => {
    const sender = {
      id: 'abc',
      tab: { id: 3, url: 'https://site.example/' },
      frameId: 7,
      url: 'https://frame.example/',
    };
    expect(frameOf(sender as Parameters<typeof frameOf>[0], 'abc')).toEqual({
      tabId: 3,
      frameId: 7,
      documentId: null,
      frameUrl: 'https://frame.example/',
      pageUrl: 'https://site.example/',
    });
  });

  it('takes the document where the browser names it, and of an address only as much as anybody needs', () => {
    const sender = {
      id: 'abc',
      tab: { id: 3, url: `https://site.example/?${'x'.repeat(1e6)}` },
      frameId: 0,
      documentId: 'D1',
      url: `data:text/html,${'x'.repeat(1e6)}`,
    };
    const place = frameOf(sender as Parameters<typeof frameOf>[0], 'abc');
    expect(place).toMatchObject({ documentId: 'D1' });
    expect(place.frameUrl).toHaveLength(8192);
    expect(new URL(place.pageUrl).hostname).toBe('site.example');
  });

  it.each([
    { id: 'other', tab: { id: 3 }, frameId: 0 },
    { id: 'abc', frameId: 0 },
    { id: 'abc', tab: { id: 3 } },
  ])('refuses %j', (sender) => {
    expect(() => frameOf(sender as Parameters<typeof frameOf>[0], 'abc')).toThrow(SenderError);
  });
});

describe('requireOwnPage', () => {
  it('lets our own documents pass and nobody else', () => {
    expect(() => requireOwnPage({ id: 'abc', url: `${ROOT}popup.html` }, 'abc', ROOT)).not.toThrow();
    expect(() => requireOwnPage({ id: 'abc', url: 'https://site.example/' }, 'abc', ROOT)).toThrow(
      SenderError,
    );
    expect(() => requireOwnPage({ id: 'abc' }, 'abc', ROOT)).toThrow(SenderError);
    expect(() => requireOwnPage({ id: 'xyz', url: `${ROOT}popup.html` }, 'abc', ROOT)).toThrow(SenderError);
  });
});

describe('jobKey', () => {
  it('comes back whole', () => {
    const address = { tabId: 12, frameId: 0, id: 'v-3', generation: 4 };
    expect(parseJobKey(jobKey(address))).toEqual(address);
  });

  it('refuses anything else', () => {
    expect(() => parseJobKey('video')).toThrow(RangeError);
  });
});
