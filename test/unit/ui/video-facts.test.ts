import { describe, expect, it, vi } from 'vitest';
import type { CredentialsDetails } from '../../../lib/evidence/credentials/details';
import type { Evidence } from '../../../lib/evidence/evidence';
import { videoFacts } from '../../../lib/ui/popup/video-facts';
import type { Verdict } from '../../../lib/verdict/labels';
import { englishMessage } from './english';
import { record } from './records';

vi.mock('wxt/browser', () => ({
  browser: { i18n: { getMessage: (key: string, subs: string[]) => englishMessage(key, subs) } },
}));

const credentials = (details: Partial<CredentialsDetails>): Evidence => ({
  source: 'credentials',
  outcome: 'found',
  reason: null,
  bytes: 0,
  ms: 0,
  settled: true,
  details: details as CredentialsDetails,
});

describe('a row of the popup', () => {
  it('tells one video from another', () => {
    const facts = videoFacts(
      record('a', { subject: { frameUrl: 'https://player.example/embed', duration: 75 } }),
      'feed.example',
    );
    expect(facts.where).toEqual(['704 × 1280', '1:15', 'in a frame of player.example']);
    expect(facts.media).toBe('media.example / clip.mp4');
  });

  it('says that it is audio where there are no pictures', () => {
    const sound = { medium: 'audio', width: 0, height: 0, duration: 75 } as const;
    expect(videoFacts(record('a', { subject: sound }), '').where).toEqual(['Audio', '1:15']);
    const hidden = { present: false, visible: false, name: '', box: null };
    const done = { state: 'done', badge: hidden } as const;
    expect(videoFacts(record('a', { ...done, subject: sound }), '').badgeHidden).toBe(true);
    expect(videoFacts(record('a', { ...done, subject: { ...sound, unseen: true } }), '').badgeHidden).toBe(
      false,
    );
  });

  it.each([
    [0, false, undefined],
    [9.6, false, '0:10'],
    [3725, false, '1:02:05'],
    [0, true, 'live'],
  ])('gives a length of %s s, live: %s, as %s', (duration, live, words) => {
    expect(videoFacts(record('a', { subject: { duration, live } }), 'feed.example').where[1]).toBe(words);
  });

  it('names an issuer as recognised only where a trust list vouches for it', () => {
    const issuer = (details: Partial<CredentialsDetails>) =>
      videoFacts(record('a', { evidence: [credentials(details)] }), '').issuer;
    expect(issuer({ issuer: 'OpenAI', issuerRecognised: true })).toBe('Issued by OpenAI');
    expect(issuer({ issuer: 'OpenAI', issuerRecognised: false })).toBe(
      'Not recognised; the certificate names “OpenAI”',
    );
    expect(issuer({ issuer: null })).toBeNull();
  });

  it('offers a check to what waits and to what could not be checked', () => {
    expect(videoFacts(record('a', { state: 'waiting' }), '')).toMatchObject({
      icon: 'waiting',
      title: 'Not checked yet',
      check: 'popup_check_now',
    });
    const words = { key: 'label_could_not_check', subs: [{ key: 'reason_offline', subs: [] }] };
    const verdict = { label: 'could-not-check', words, reasons: [], final: true } as const;
    expect(videoFacts(record('a', { verdict: { ...verdict, reasons: [] } }), '')).toMatchObject({
      title: "Couldn't check: offline",
      check: 'popup_check_again',
    });
    expect(videoFacts(record('a'), '').check).toBeNull();
  });

  it('does not call a video checked that has only been found', () => {
    const words = { key: 'label_checking', subs: [] };
    const verdict: Verdict = { label: 'checking', words, reasons: [], final: false };
    expect(videoFacts(record('a', { state: 'queued', verdict }), '')).toMatchObject({
      title: 'Not checked yet',
      state: 'popup_state_queued',
    });
    const evidence = [credentials({ issuer: null })];
    expect(videoFacts(record('a', { state: 'queued', verdict, evidence }), '')).toMatchObject({
      title: 'Checking',
      state: 'popup_state_running',
    });
  });

  it('says when the page keeps the badge out of sight', () => {
    const badge = { present: true, visible: false, name: '', box: null };
    expect(videoFacts(record('a', { badge }), '').badgeHidden).toBe(true);
    expect(videoFacts(record('a', { badge, state: 'queued' }), '').badgeHidden).toBe(false);
    expect(videoFacts(record('a', { badge: null }), '').badgeHidden).toBe(false);
  });

  it('says when the page asked for no badge, which it then does not hide', () => {
    const badge = { present: false, visible: false, name: '', box: null, unwanted: true };
    const facts = videoFacts(record('a', { badge }), '');
    expect([facts.badgeUnwanted, facts.badgeHidden]).toEqual([true, false]);
    expect(videoFacts(record('a', { badge: null }), '').badgeUnwanted).toBe(false);
  });

  it('shortens what the page chose to be long, and knows a stream', () => {
    const long = `https://media.example/${'x'.repeat(4000)}.mp4?token=${'y'.repeat(4000)}`;
    expect(videoFacts(record('a', { subject: { url: long } }), '').media.length).toBeLessThan(60);
    expect(videoFacts(record('a', { subject: { url: 'blob:https://feed.example/1' } }), '').media).toBe(
      'stream',
    );
    expect(videoFacts(record('a', { subject: { url: '' } }), '').media).toBe('');
  });
});
