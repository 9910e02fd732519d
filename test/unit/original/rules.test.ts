import { describe, expect, it } from 'vitest';
import { refusalOfOriginal } from '../../../lib/engine/original-rules';
import { byViewer } from '../../../lib/ui/card/by-viewer';

const at = (pageUrl: string, frameUrl = pageUrl) => ({ pageUrl, frameUrl });
const PUBLIC = at('https://site.example/');
const reason = (address: string, page = PUBLIC) => refusalOfOriginal(address, page)?.reason ?? null;

describe('what may be asked for an original file', () => {
  it.each([
    ['https://pds.example/file', null],
    ['https://pds.example:8443/file', null],
    ['http://pds.example/file', 'original-unknown'],
    ['ftp://pds.example/file', 'original-unknown'],
    ['data:video/mp4;base64,AAAA', 'original-unknown'],
    ['blob:https://pds.example/1', 'original-unknown'],
    ['file:///etc/passwd', 'original-unknown'],
    ['/relative', 'original-unknown'],
    ['', 'original-unknown'],
    ['https://user:word@pds.example/file', 'original-unknown'],
    ['https://127.0.0.1/file', 'private-network'],
    ['https://0x7f.1/file', 'private-network'],
    ['https://[::ffff:10.0.0.1]/file', 'private-network'],
    ['https://192.168.1.1:8080/file', 'private-network'],
    ['https://router.local/file', 'private-network'],
    ['https://localhost./file', 'private-network'],
    ['https://nas/file', 'private-network'],
  ])('%s from a public page: %s', (address, expected) => {
    expect(reason(address)).toBe(expected);
  });

  it('is plain http only for a page that is so itself', () => {
    expect(reason('http://pds.example/file', at('http://site.example/'))).toBeNull();
    expect(reason('https://pds.example/file', at('http://site.example/'))).toBeNull();
  });

  it('is a private network only where both the page and the frame are in one', () => {
    const address = 'https://192.168.1.7/file';
    expect(reason(address, at('https://192.168.1.2/'))).toBeNull();
    expect(reason(address, at('https://192.168.1.2/', 'https://widget.example/'))).toBe('private-network');
    expect(reason(address, at('https://site.example/', 'https://192.168.1.2/'))).toBe('private-network');
    expect(reason(address, at('', ''))).toBe('private-network');
  });
});

describe('a click', () => {
  it('counts only where the browser says that the viewer made it', () => {
    let count = 0;
    const press = byViewer(() => count++);
    press({ isTrusted: false });
    press(new Event('click'));
    expect(count).toBe(0);
    press({ isTrusted: true });
    expect(count).toBe(1);
  });
});
