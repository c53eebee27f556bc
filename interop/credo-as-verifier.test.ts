import { exportJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../wallet/fixtures/create-authority.ts';
import { type CredoVerifier, credoTitle, openCredoVerifier, withoutCredo } from './credo.ts';
import { openSandbox, queries } from './open-sandbox.ts';
import { openReferenceWallet } from './reference-wallet.ts';

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let authority: Authority;
/** Trusts the sandbox. */
let credo: CredoVerifier;
const verifiers: CredoVerifier[] = [];

async function openVerifier(trustedCertificates: readonly string[]): Promise<CredoVerifier> {
  const leaf = await authority.issue({ host: 'localhost', organisation: 'Credo' });
  const { kty, crv, x, y, d } = await exportJWK(leaf.privateKey);
  const signer = { certificate: leaf.base64, privateJwk: { kty, crv, x, y, d } };
  const verifier = await openCredoVerifier({ trustedCertificates, signer });
  verifiers.push(verifier);
  return verifier;
}

describe.skipIf(withoutCredo)(credoTitle('Credo 0.6.3 as verifier'), () => {
  beforeAll(async () => {
    sandbox = await openSandbox();
    authority = await createAuthority('Peers', Date.now());
    credo = await openVerifier([sandbox.authorityPem]);
  });
  afterAll(async () => {
    for (const verifier of verifiers) await verifier.close();
    await sandbox?.close();
  });

  describe.each(['identity', 'licence'] as const)('is shown a credential of the sandbox: %s', (kind) => {
    const query = { credentials: [queries[kind]] };

    test('and accepts it from the reference wallet, with what was asked and no more', async () => {
      const wallet = openReferenceWallet();
      await wallet.receive(await sandbox.offer(kind));
      const { address, readOutcome, readShown } = await credo.ask(query);
      expect(await wallet.present(address, [authority.base64])).toBe('sent');
      expect(await readOutcome()).toEqual({ state: 'ResponseVerified', error: null });
      const shown = await readShown();
      expect(shown).toMatchObject({ family_name: 'Lindqvist' });
      expect(shown).not.toHaveProperty('given_name');
    });

    test('and refuses it where it does not trust the sandbox', async () => {
      const wallet = openReferenceWallet();
      await wallet.receive(await sandbox.offer(kind));
      const other = await openVerifier([authority.base64]);
      const { address, readOutcome } = await other.ask(query);
      await expect(wallet.present(address, [authority.base64])).rejects.toThrow('notAccepted');
      expect(await readOutcome()).toMatchObject({ state: 'Error' });
    });
  });

  test('is refused by a wallet that does not know its authority, and gets nothing', async () => {
    const wallet = openReferenceWallet();
    await wallet.receive(await sandbox.offer('identity'));
    const { address, readOutcome } = await credo.ask({ credentials: [queries.identity] });
    const stranger = await createAuthority('Stranger', Date.now());
    await expect(wallet.present(address, [stranger.base64])).rejects.toThrow('untrustedAuthority');
    expect(await readOutcome()).toEqual({ state: 'RequestUriRetrieved', error: null });
  });
});
