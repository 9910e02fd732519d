import { describe, expect, it } from 'vitest';
import { isPrivateHost } from '../../../lib/media/private-host';

const host = (url: string) => new URL(url).hostname;

describe('isPrivateHost', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/', // 127.0.0.1 as one number
    'http://0x7f.1/',
    'http://10.1.2.3/',
    'http://100.64.0.1/',
    'http://169.254.169.254/',
    'http://172.31.255.255/',
    'http://192.168.0.1/',
    'http://localhost/',
    'http://a.localhost/',
    'http://printer.local/',
    'http://printer/',
    'http://nas.lan./',
    'http://[::1]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://[::ffff:192.168.1.1]/',
    'http://[64:ff9b::192.168.1.1]/',
    'http://224.0.0.251/',
    'http://255.255.255.255/',
    'http://198.18.0.1/',
    'http://wiki.corp/',
  ])('%s is private', (url) => {
    expect(isPrivateHost(host(url))).toBe(true);
  });

  it.each([
    'http://example.com/',
    'http://8.8.8.8/',
    'http://172.32.0.1/',
    'http://100.128.0.1/',
    'http://[2606:4700::1111]/',
    'http://local.example/',
    'http://fd.example/',
  ])('%s is public', (url) => {
    expect(isPrivateHost(host(url))).toBe(false);
  });
});
