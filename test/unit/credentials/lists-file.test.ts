import { describe, expect, it } from 'vitest';
import { ListsFileError, parseListsFile } from '../../../lib/evidence/credentials/lists-file';
import { toPem } from '../../fixtures/signing/certificate';
import { makeDemoCa } from '../../fixtures/signing/demo-ca';

const files: Record<string, string> = {
  'root.pem': toPem(makeDemoCa().root.certificate),
  'empty.pem': 'nothing here',
  'broken.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  'cut.pem': `${toPem(makeDemoCa().root.certificate).slice(0, 300)}`,
  'eku.cfg': '// claim signing\n1.3.6.1.4.1.62558.2.1\n\n1.3.6.1.5.5.7.3.36\n',
  'bad.cfg': '1.3.6.1.4.1\nhello',
};
const readFile = async (path: string): Promise<string> => {
  const text = files[path];
  if (text === undefined) throw new Error('ENOENT');
  return text;
};
const entry = { name: 'Mine', kind: 'user', use: 'manifest', pem: 'root.pem' };
const parse = (value: unknown) => parseListsFile(JSON.stringify(value), readFile);

describe('parseListsFile', () => {
  it('reads a list and the files it names', async () => {
    const [list] = await parseListsFile(
      JSON.stringify([{ ...entry, allowed: 'root.pem', config: 'eku.cfg' }]),
      readFile,
      { date: '2026-11-25T00:00:00Z', origin: 'build' },
    );
    expect(list).toEqual({
      name: 'Mine',
      kind: 'user',
      use: 'manifest',
      pem: files['root.pem'],
      allowed: files['root.pem'],
      config: files['eku.cfg'],
      date: '2026-11-25T00:00:00Z',
      origin: 'build',
    });
  });

  it('leaves empty what is not there', async () => {
    expect(await parse([entry])).toMatchObject([{ allowed: '', config: '', date: null, origin: 'import' }]);
  });

  it.each([
    ['{', /^not JSON: /],
    ['null', /Array/],
    ['[]', /names no list/],
    ['[{}]', /^\[0\.name\]: /],
    [JSON.stringify([{ ...entry, kind: 'best' }]), /^\[0\.kind\]: .*"official"/],
    [JSON.stringify([entry, { ...entry, use: 'all' }]), /^\[1\.use\]: /],
    [JSON.stringify([{ ...entry, pme: 'x' }]), /pme/],
    [JSON.stringify([entry, entry]), /two lists are named "Mine"/],
    [JSON.stringify([{ ...entry, pem: 'none.pem' }]), /^"Mine": none\.pem cannot be read$/],
    [JSON.stringify([{ ...entry, pem: 'empty.pem' }]), /holds no certificate/],
    [JSON.stringify([{ ...entry, pem: 'broken.pem' }]), /holds a broken certificate/],
    [JSON.stringify([{ ...entry, pem: 'cut.pem' }]), /holds a broken certificate/],
    [JSON.stringify([{ ...entry, config: 'bad.cfg' }]), /no OID: hello/],
  ])('refuses %s in one line', async (json, message) => {
    const error = await parseListsFile(json, readFile).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ListsFileError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('\n');
  });
});
