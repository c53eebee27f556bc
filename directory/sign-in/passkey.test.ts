import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestAuthenticator, type TestPasskey } from '../test-authenticator.ts';
import { openTestDirectory, type TestDirectory } from '../test-directory.ts';

let fixture: TestDirectory;
const userAgent = 'Mozilla/5.0 (X11; Linux x64) Firefox/140.0';

beforeAll(async () => {
  fixture = await openTestDirectory();
});
afterAll(() => fixture.database.close());

async function register(accountId: string, answer: { origin?: string; verified?: boolean } = {}) {
  const { directory, origin } = fixture;
  const start = (await directory.methods.startPasskey(accountId))!;
  const authenticator = createTestAuthenticator(answer.origin ?? origin);
  const { passkey, credential } = authenticator.create(start.options, { verified: answer.verified ?? true });
  const { ceremonyToken } = start;
  const methodId = await directory.methods.registerPasskey({
    accountId,
    ceremonyToken,
    credential,
    label: 'Phone',
  });
  return { methodId, passkey, credential, ceremonyToken, options: start.options };
}

async function assert(passkey: TestPasskey, answer: { origin?: string; verified?: boolean } = {}) {
  const { directory, origin } = fixture;
  const { options, ceremonyToken } = await directory.signIn.startPasskey();
  const authenticator = createTestAuthenticator(answer.origin ?? origin);
  const credential = authenticator.get(passkey, options.challenge, { verified: answer.verified ?? true });
  return { options, attempt: { ceremonyToken, credential, userAgent } };
}

describe('registration', () => {
  test('asks for a discoverable, verified passkey without attestation, whose user handle is the account id', async () => {
    const { id } = await fixture.addPerson();
    const { options, methodId, passkey } = await register(id);
    expect(options).toMatchObject({
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      user: { id: Buffer.from(id).toString('base64url') },
    });
    expect(await fixture.directory.methods.list(id)).toEqual([
      {
        id: methodId,
        kind: 'passkey',
        label: 'Phone',
        addedAt: fixture.clock.now,
        lastUsedAt: null,
        disabledAt: null,
      },
    ]);
    const again = await fixture.directory.methods.startPasskey(id);
    expect(again?.options.excludeCredentials).toEqual([
      expect.objectContaining({ id: passkey.id.toString('base64url') }),
    ]);
  });

  test.each([
    ['of another origin', { origin: 'http://localhost:5999' }],
    ['without user verification', { verified: false }],
  ])('refuses an answer %s', async (_name, answer) => {
    const { id } = await fixture.addPerson();
    expect((await register(id, answer)).methodId).toBeNull();
  });

  test('refuses a replayed challenge, and a challenge given to another account', async () => {
    const [one, other] = [await fixture.addPerson(), await fixture.addPerson()];
    const { ceremonyToken, credential } = await register(one.id);
    const { methods } = fixture.directory;
    expect(
      await methods.registerPasskey({ accountId: one.id, ceremonyToken, credential, label: '' }),
    ).toBeNull();
    const start = (await methods.startPasskey(other.id))!;
    const answer = createTestAuthenticator(fixture.origin).create(start.options);
    const stolen = {
      accountId: one.id,
      ceremonyToken: start.ceremonyToken,
      credential: answer.credential,
      label: '',
    };
    expect(await methods.registerPasskey(stolen)).toBeNull();
  });
});

describe('sign-in', () => {
  test('D14: the options name nobody; the assertion signs in, is noted and opens a session', async () => {
    const { id, accountName } = await fixture.addPerson();
    const { methodId, passkey } = await register(id);
    const { options, attempt } = await assert(passkey);
    expect(options.allowCredentials ?? []).toEqual([]);
    const signedIn = await fixture.directory.signIn.withPasskey(attempt);
    expect(signedIn).toMatchObject({ accountId: id, methodId, at: fixture.clock.now });
    expect(await fixture.directory.sessions.read(signedIn!.sessionToken)).toMatchObject({
      accountId: id,
      accountName,
    });
    const account = await fixture.directory.accounts.read(id);
    expect([account?.firstSignedInAt, account?.methodLastUsedAt]).toEqual([
      fixture.clock.now,
      fixture.clock.now,
    ]);
  });

  test.each([
    ['of another origin', { origin: 'http://localhost:5999' }],
    ['without user verification', { verified: false }],
  ])('refuses an assertion %s', async (_name, answer) => {
    const { id } = await fixture.addPerson();
    const { passkey } = await register(id);
    const { attempt } = await assert(passkey, answer);
    expect(await fixture.directory.signIn.withPasskey(attempt)).toBeNull();
  });

  test('a challenge is answered once, right or wrong', async () => {
    const { id } = await fixture.addPerson();
    const { passkey } = await register(id);
    const { attempt } = await assert(passkey);
    expect(await fixture.directory.signIn.withPasskey(attempt)).not.toBeNull();
    expect(await fixture.directory.signIn.withPasskey(attempt)).toBeNull();
    const wrong = await assert(passkey, { verified: false });
    await fixture.directory.signIn.withPasskey(wrong.attempt);
    const right = createTestAuthenticator(fixture.origin).get(passkey, wrong.options.challenge);
    expect(await fixture.directory.signIn.withPasskey({ ...wrong.attempt, credential: right })).toBeNull();
  });

  test('a challenge expires, and belongs to the browser that asked', async () => {
    const { id } = await fixture.addPerson();
    const { passkey } = await register(id);
    const mine = await assert(passkey);
    const other = await assert(passkey);
    const crossed = { ...mine.attempt, ceremonyToken: other.attempt.ceremonyToken };
    expect(await fixture.directory.signIn.withPasskey(crossed)).toBeNull();
    fixture.clock.now += 5 * 60_000;
    expect(await fixture.directory.signIn.withPasskey(mine.attempt)).toBeNull();
  });

  test('refuses a counter that did not move on (cloned authenticator)', async () => {
    const { id } = await fixture.addPerson();
    const { passkey } = await register(id);
    const use = async (counter: number) => {
      passkey.counter = counter;
      return (await fixture.directory.signIn.withPasskey((await assert(passkey)).attempt)) !== null;
    };
    expect([await use(5), await use(5), await use(4), await use(6)]).toEqual([true, false, false, true]);
  });

  test("refuses another account's user handle, and none at all", async () => {
    const [one, other] = [await fixture.addPerson(), await fixture.addPerson()];
    const { passkey } = await register(one.id);
    const foreign = await assert({ ...passkey, userHandle: Buffer.from(other.id).toString('base64url') });
    expect(await fixture.directory.signIn.withPasskey(foreign.attempt)).toBeNull();
    const { attempt } = await assert(passkey);
    const { userHandle: _, ...response } = attempt.credential.response;
    const credential = { ...attempt.credential, response };
    expect(await fixture.directory.signIn.withPasskey({ ...attempt, credential })).toBeNull();
  });

  test('refuses a disabled account', async () => {
    const { id } = await fixture.addPerson();
    const { passkey } = await register(id);
    await fixture.directory.accounts.edit({ id, changes: { enabled: false } });
    expect(await fixture.directory.signIn.withPasskey((await assert(passkey)).attempt)).toBeNull();
  });
});
