import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CredoWallet, credoTitle, openCredoWallet, withoutCredo } from './credo.ts';
import { openBench } from './open-bench.ts';
import { type Kind, openSandbox, queries } from './open-sandbox.ts';

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let bench: Awaited<ReturnType<typeof openBench>>;
const wallets: CredoWallet[] = [];
const openWallet = async (trustedCertificates: readonly string[]) => {
  const wallet = await openCredoWallet({ trustedCertificates });
  wallets.push(wallet);
  return wallet;
};

const records: Readonly<Record<Kind, string>> = {
  identity: 'SdJwtVcRecord',
  licence: 'MdocRecord',
  card: 'W3cCredentialRecord',
};
const kinds = Object.keys(records) as Kind[];
const prefixes = ['x509_hash', 'x509_san_dns'] as const;
const modes = ['direct_post.jwt', 'direct_post'] as const;

describe.skipIf(withoutCredo)(credoTitle('Credo 0.6.3 as wallet'), () => {
  beforeAll(async () => {
    sandbox = await openSandbox();
    bench = await openBench({ sandboxOrigin: sandbox.origin });
  });
  afterAll(async () => {
    for (const wallet of wallets) await wallet.close();
    await bench?.close();
    await sandbox?.close();
  });

  const profileFor = (kind: Kind, more: object = {}) => ({
    trustAnchors: [{ certificatePem: sandbox.authorityPem }, { did: sandbox.issuerDid }],
    query: { credentials: [queries[kind]] },
    ...more,
  });

  describe.each(kinds)('%s', (kind) => {
    let wallet: CredoWallet;
    beforeAll(async () => {
      wallet = await openWallet([sandbox.authorityPem, bench.authorityPem]);
    });

    test('is issued by the sandbox: pre-authorised code, transaction code, key proof', async () => {
      const { offer, txCode } = await sandbox.offer(kind);
      const wrong = txCode === '000000' ? '000001' : '000000';
      await expect(wallet.receive({ offer, txCode: wrong })).rejects.toThrow();
      expect(await wallet.receive({ offer, txCode })).toEqual([
        { configuration: `specimen-${kind}`, kind: records[kind] },
      ]);
      await expect(wallet.receive({ offer, txCode })).rejects.toThrow();
    });

    const ways = prefixes.flatMap((prefix) => modes.map((mode) => [prefix, mode] as const));
    test.each(ways)('is presented to Regain: %s, %s', async (clientIdPrefix, responseMode) => {
      const { address, result } = await bench.start(profileFor(kind, { clientIdPrefix, responseMode }));
      const answered = await wallet.present(address);
      const read = await bench.readResult(result);
      expect(read).toMatchObject({
        ...{ state: 'accepted', clientIdPrefix, responseMode },
        claims: { familyName: 'Lindqvist', birthDate: '1988-04-12' },
        portrait: { mediaType: 'image/jpeg' },
        credential: { format: queries[kind].format },
      });
      const redirectUri = `${bench.origin}/answered#response_code=${read.responseCode}`;
      expect(answered).toEqual({ clientIdPrefix, status: 200, redirectUri });
    });

    test('is presented to Regain by a wallet that reads requests by GET', async () => {
      const { address, result } = await bench.start(profileFor(kind, { requestUriMethod: 'get' }));
      expect(await wallet.present(address)).toMatchObject({ status: 200 });
      expect(await bench.readResult(result)).toMatchObject({ state: 'accepted' });
    });

    test('is refused by Regain where its issuer is not trusted', async () => {
      const stranger = { certificatePem: bench.authorityPem };
      const { address, result } = await bench.start({ ...profileFor(kind), trustAnchors: [stranger] });
      expect(await wallet.present(address)).toMatchObject({ status: 400, redirectUri: null });
      expect(await bench.readResult(result)).toMatchObject({ state: 'refused', code: 'issuerUntrusted' });
    });
  });

  test('refuses requests of a verifier whose authority it does not know', async () => {
    const wallet = await openWallet([sandbox.authorityPem]);
    const { offer, txCode } = await sandbox.offer('identity');
    await wallet.receive({ offer, txCode });
    for (const clientIdPrefix of prefixes) {
      const { address, result } = await bench.start(profileFor('identity', { clientIdPrefix }));
      await expect(wallet.present(address)).rejects.toThrow();
      expect(await bench.readResult(result)).toMatchObject({ state: 'waiting' });
    }
  });
});
