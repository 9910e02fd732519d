import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../lib/engine/refusal';
import type { Reason } from '../../../lib/evidence/check-error';
import type { Subject } from '../../../lib/evidence/evidence';
import { jobOf } from './jobs';

const reasonOf = (subject: Partial<Subject>, mediaAccess = true): Reason | null =>
  refusalOf({ ...jobOf(subject), mediaAccess })?.reason ?? null;

describe('what is refused before the first byte', () => {
  it.each<[string, Partial<Subject>, Reason | null]>([
    ['a file on the web', { url: 'https://media.example/a.mp4' }, null],
    ['what the page feeds to its player', { url: 'blob:https://site.example/1' }, null],
    ['a protected video', { encrypted: true }, 'drm'],
    ['a protected stream', { url: 'blob:https://site.example/1', encrypted: true }, 'drm'],
    ['a MediaStream', { url: 'mediastream:' }, 'live'],
    ['nothing with an address', { url: '' }, 'live'],
    ['no address at all', { url: 'not an address' }, 'unsupported-format'],
    ['a file of this machine', { url: 'file:///home/me/a.mp4' }, 'unsupported-format'],
    ['a data address', { url: 'data:video/mp4;base64,AAAA' }, 'unsupported-format'],
    ['another extension', { url: 'chrome-extension://abc/a.mp4' }, 'unsupported-format'],
    ['the router, from a public page', { url: 'http://192.168.1.1/a.mp4' }, 'private-network'],
    ['this machine, from a public page', { url: 'http://localhost:631/a.mp4' }, 'private-network'],
    ['the cloud’s own address', { url: 'http://169.254.169.254/latest' }, 'private-network'],
    [
      'a neighbour, from a page of the same network',
      { url: 'http://192.168.1.9/a.mp4', pageUrl: 'http://192.168.1.1/' },
      null,
    ],
    [
      'the router, from a public frame that says it is private',
      { url: 'http://192.168.1.1/a.mp4', frameUrl: 'http://192.168.1.1/' },
      'private-network',
    ],
  ])('%s', (_, subject, reason) => {
    expect(reasonOf(subject)).toBe(reason);
  });

  it('is every host that the viewer gave no access to', () => {
    expect(reasonOf({}, false)).toBe('no-permission');
    expect(reasonOf({ url: 'blob:https://site.example/1' }, false)).toBeNull();
  });
});
