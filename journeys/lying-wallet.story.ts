import { beforeAll, describe, expect, test } from 'vitest';
import { readReason } from './ask-admin.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { setStage } from './stage.ts';
import { takeWalletOfALiar, type WalletOfALiar } from './wallet-of-a-liar.ts';

const stage = setStage();
let liar: WalletOfALiar;
beforeAll(async () => {
  liar = await takeWalletOfALiar(stage.house());
});

/** Up to the wallet that the page opens; the address is what any wallet is opened with. */
async function asksWallet(): Promise<{ readonly person: LockedOutPerson; readonly address: string }> {
  const person = await stage.sitDown();
  await person.startsRecovery('mara.lindqvist');
  await person.presses('I agree, continue');
  await person.sees('Where is your document from?');
  await person.presses('I already have a credential');
  await person.opensWallet();
  return { person, address: person.page.url() };
}

const parts = (presentation: string) => presentation.split('~');
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (text = ''): object => JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));

/** Says that it lasts for ever; the signature is of what it said before. */
function lastsForEver(presentation: string): string {
  const [jwt = '', ...rest] = parts(presentation);
  const [header, payload, signature] = jwt.split('.');
  return [[header, encode({ ...decode(payload), exp: 9_999_999_999 }), signature].join('.'), ...rest].join(
    '~',
  );
}

/** Another birth date in place of the one that the issuer saw. */
function isYounger(presentation: string): string {
  return parts(presentation)
    .map((part) => {
      if (!part.startsWith('W')) return part;
      const [salt, name, value] = decode(part) as unknown as string[];
      return encode([salt, name, name === 'birthdate' ? '2001-01-01' : value]);
    })
    .join('~');
}

describe('a wallet that lies: it hears no, the person reads one sentence, the admin reads the reason (R37, D15)', () => {
  test.each([
    ['with a payload that was changed', { presentation: lastsForEver }, 'credentialSignature'],
    ['with a birth date that was changed', { presentation: isYounger }, 'disclosureInvalid'],
    ['without proof that it holds the key (T8)', { binding: 'none' }, 'keyBindingMissing'],
  ] as const)('a credential %s', async (_, lies, reason) => {
    const { person, address } = await asksWallet();
    expect((await liar.answers(address, lies)).status).toBe(400);

    await person.looksAgain();
    await person.sees('We could not confirm your identity');
    expect(await readReason(stage.house(), await person.caseNumber())).toBe(reason);
  });

  test('what Mara showed once, shown again by a thief for a request of their own (T4)', async () => {
    const mara = await asksWallet();
    const { presentation, redirect } = await liar.answers(mara.address);
    const thief = await asksWallet();
    const replayed = await liar.answers(thief.address, { presentation: () => presentation });
    expect(replayed.status).toBe(400);

    await thief.person.looksAgain();
    await thief.person.sees('We could not confirm your identity');
    expect(await readReason(stage.house(), await thief.person.caseNumber())).toBe('keyBindingNonce');

    // Mara's own proof is as good as before.
    await mara.person.page.goto(redirect);
    await mara.person.sees('Face check');
  });
});
