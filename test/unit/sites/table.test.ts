import { describe, expect, it } from 'vitest';
import { LABEL_KINDS } from '../../../lib/evidence/platform-label/details';
import { comparable, LONGEST_LABEL } from '../../../lib/page/sites/label-text';
import { isHostOf, siteNamed, siteOf } from '../../../lib/page/sites/site-of';
import { SITES } from '../../../lib/page/sites/table';

/** A page that looks like nothing. */
const plain = { querySelector: () => null } as unknown as Document;
const at = (hostname: string) => siteOf({ hostname }, plain).name;

describe('the table of sites', () => {
  it('finds a site by its host and its subdomains, and by nothing that only ends alike', () => {
    expect(
      ['x.com', 'mobile.twitter.com', 'www.tiktok.com', 'm.youtube.com', 'vm.TikTok.com.'].map(at),
    ).toEqual([...['X', 'X', 'TikTok', 'YouTube', 'TikTok']]);
    expect(['notx.com', 'x.com.example.org', 'xx.com', 'example.org', ''].map(at)).toEqual(
      Array<string>(5).fill('generic'),
    );
  });

  it('gives no host to two sites', () => {
    const hosts = SITES.flatMap((site) => site.hosts);
    expect(new Set(hosts).size).toBe(hosts.length);
    for (const host of hosts) expect(SITES.filter((site) => isHostOf(site, host))).toHaveLength(1);
  });

  it.each(SITES)('says of $name what it was written from, and when', ({ name, checked, sources, posts }) => {
    expect(checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(sources).toMatch(/nverified/);
    expect(posts.length).toBeGreaterThan(0);
    expect(siteNamed(name)?.name).toBe(name);
  });

  it.each(SITES.filter(({ labels }) => labels !== null))(
    'prints short words of a known kind on $name',
    ({ labels }) => {
      for (const { text, kind, lang, source } of labels?.texts ?? []) {
        expect(text.length).toBeLessThanOrEqual(LONGEST_LABEL);
        expect(comparable(text)).not.toBeNull();
        expect(LABEL_KINDS).toContain(kind);
        expect(lang).toMatch(/^[a-z]{2}(-[A-Z]{2})?$/);
        expect(source).not.toBe('');
      }
    },
  );
});

describe('texts as they are compared', () => {
  it.each([
    ['  AI\n info ', 'ai info'],
    ['\u200fMade with AI\u200b.', 'made with ai'],
    ['作者声明：内容由 AI 生成', '作者声明:内容由ai生成'],
    ['疑似使用了AI生成技术，请谨慎甄别', '疑似使用了ai生成技术,请谨慎甄别'],
    ['AI로 제작', 'ai로 제작'],
    ['ＡＩ情報', 'ai情報'],
  ])('%j is %j', (text, line) => {
    expect(comparable(text)).toBe(line);
  });

  it('are none when they are empty or long', () => {
    expect(['', ' \u200b ', null, 'x'.repeat(61), ' '.repeat(400)].map(comparable)).toEqual(
      Array(5).fill(null),
    );
  });
});
