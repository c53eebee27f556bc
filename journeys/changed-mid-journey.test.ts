import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OrganisationPolicy, TrustAnchor } from '../recovery/policy/index.ts';
import {
  asksForCredential,
  bringsCode,
  type Holder,
  type HttpBrowser,
  openSmallHouse,
  pageOf,
  type SmallHouse,
  showsFace,
} from './in-process/index.ts';

let house: SmallHouse;
beforeAll(async () => {
  house = await openSmallHouse();
});
afterAll(() => house.close());

interface Person {
  readonly accountId: string;
  readonly accountName: string;
  readonly holder: Holder;
}

let people = 0;

/** Somebody new for every test, so that nothing that was done to one is left over for the next. */
async function addPerson(): Promise<Person> {
  const letters = [people / 26, people % 26].map((each) => String.fromCharCode(97 + Math.floor(each)));
  people += 1;
  const surname = `Nor${letters.join('o')}berg`;
  const accountName = `alma.${surname.toLowerCase()}`;
  const accountId = await house.installation.builtInDirectory.accounts.create({
    accountName,
    givenName: 'Alma',
    surname,
    birthDate: '1987-03-09',
    country: 'DE',
    employeeNumber: `7${String(people).padStart(4, '0')}`,
    groups: ['Staff'],
    firstSignedInAt: house.now() - 86_400_000,
  });
  const holder = { given_name: 'Alma', family_name: surname, birthdate: '1987-03-09' };
  return { accountId, accountName, holder };
}

interface Change {
  readonly name: string;
  make(person: Person): Promise<unknown>;
  /** Of what belongs to everybody. */
  undo?(): Promise<unknown>;
  /** What the record says when it happened between the presentation and the face check. */
  readonly beforeFace: readonly [activity: string, code: string];
  /** And between the grant and set-up. */
  readonly afterGrant: string;
}

const edit =
  (changes: Parameters<SmallHouse['installation']['builtInDirectory']['accounts']['edit']>[0]['changes']) =>
  ({ accountId }: Person) =>
    house.installation.builtInDirectory.accounts.edit({ id: accountId, changes });
const switchIssuer = (enabled: boolean) => () =>
  house.administration.switchIssuer({ anchorId: 'sandbox', enabled });
const letUsePass = (passScope: OrganisationPolicy['passScope']) => async () => {
  const { policy } = house.installation;
  const organisation = (await policy.readOrganisation())!;
  await policy.saveOrganisation({
    policy: { ...organisation, passScope },
    ...{ expectedVersion: organisation.version, by: 'test', now: house.now() },
  });
};
/** As the stored rules would stand; the portal refuses it while a profile takes the type from this issuer. */
const letIssuerIssue = (mayIssue: TrustAnchor['mayIssue']) => async () => {
  const { policy } = house.installation;
  const organisation = (await policy.readOrganisation())!;
  const trustAnchors = organisation.trustAnchors.map((each) => ({ ...each, mayIssue }));
  await policy.saveOrganisation({
    policy: { ...organisation, trustAnchors },
    ...{ expectedVersion: organisation.version, by: 'test', now: house.now() },
  });
};
const switchProfile = (enabled: boolean) => () =>
  house.administration.editProfile({ id: 'staff', changes: { enabled } });

const changes: readonly Change[] = [
  {
    name: 'the account is frozen ("This wasn’t me", S20)',
    make: ({ accountName }) => house.administration.freezeAccount({ accountName, frozen: true }),
    beforeFace: ['accessPass.refused', 'accountFrozen'],
    afterGrant: 'accountFrozen',
  },
  {
    name: 'the account is disabled',
    make: edit({ enabled: false }),
    beforeFace: ['accessPass.refused', 'accountDisabled'],
    afterGrant: 'accountDisabled',
  },
  {
    name: 'the account joins an excluded group',
    make: edit({ groups: ['Staff', 'Board'] }),
    beforeFace: ['accessPass.refused', 'excluded'],
    afterGrant: 'excluded',
  },
  {
    name: 'the account becomes privileged (T23)',
    make: edit({ roles: ['Recovery Administrator'] }),
    beforeFace: ['accessPass.refused', 'privileged'],
    afterGrant: 'privileged',
  },
  {
    name: 'a matching attribute that the credential does not hold is edited (T10, D34)',
    make: edit({ employeeNumber: '99999' }),
    beforeFace: ['accessPass.refused', 'attributeHold'],
    afterGrant: 'attributeHold',
  },
  {
    name: 'the name is edited (T10, D34)',
    make: edit({ surname: 'Anderswo' }),
    beforeFace: ['matching.refused', 'nameMismatch'],
    afterGrant: 'attributeHold',
  },
  {
    name: 'the birth date is edited (T10, D34)',
    make: edit({ birthDate: '1990-01-01' }),
    beforeFace: ['matching.refused', 'birthDateMismatch'],
    afterGrant: 'attributeHold',
  },
  {
    name: 'those who may use a pass are others (T24)',
    make: letUsePass(['Workshop']),
    undo: letUsePass('everyone'),
    beforeFace: ['accessPass.refused', 'passScope'],
    afterGrant: 'passScope',
  },
  {
    name: 'the issuer is switched off (T24)',
    make: switchIssuer(false),
    undo: switchIssuer(true),
    beforeFace: ['accessPass.refused', 'issuerSwitchedOff'],
    afterGrant: 'issuerSwitchedOff',
  },
  {
    name: 'the issuer may no longer issue this (T6, T24)',
    make: letIssuerIssue([{ format: 'mso_mdoc', type: 'org.iso.18013.5.1.mDL' }]),
    undo: letIssuerIssue('any'),
    beforeFace: ['accessPass.refused', 'issuerUntrusted'],
    afterGrant: 'issuerUntrusted',
  },
  {
    name: 'the profile is switched off',
    make: switchProfile(false),
    undo: switchProfile(true),
    beforeFace: ['accessPass.refused', 'profileSwitchedOff'],
    afterGrant: 'profileSwitchedOff',
  },
  {
    name: 'a twin appears (R22)',
    make: ({ holder, accountName }) =>
      house.installation.builtInDirectory.accounts.create({
        accountName: `${accountName}.twin`,
        givenName: holder.given_name,
        surname: holder.family_name,
        birthDate: holder.birthdate,
        employeeNumber: '55555',
        enabled: false,
      }),
    beforeFace: ['matching.refused', 'duplicateIdentity'],
    afterGrant: 'twinAppeared',
  },
];

let person: Person;
let browser: HttpBrowser;
beforeEach(async () => {
  person = await addPerson();
  browser = house.openBrowser();
});

/** Up to the face check. */
async function presents(): Promise<void> {
  const address = await asksForCredential(browser, person.accountName);
  const shown = await house.wallet.present(browser, address, person.holder);
  await bringsCode(browser, shown.body.redirect_uri);
  expect(await pageOf(browser)).toMatchObject({ page: 'faceCheck' });
}

/** Up to the pass. */
async function isGranted(): Promise<void> {
  await presents();
  await showsFace(browser);
  expect(await pageOf(browser)).toMatchObject({ page: 'accessPass', expired: false });
}

const show = () => browser.post('/api/recovery/access-pass/show');
const redeem = () => browser.post('/api/recovery/access-pass/redeem');

async function afterwards(change: Change, run: () => Promise<void>): Promise<void> {
  await change.make(person);
  try {
    await run();
  } finally {
    await change.undo?.();
  }
}

/** The last word of the record about the latest recovery. */
async function lastEntry(): Promise<readonly [activity: string, code: string]> {
  const [latest] = await house.administration.listRecoveries({ limit: 1 });
  const entries = await house.installation.audit.readChain(latest!.id);
  const { activity, code } = entries.at(-1)!;
  return [activity, code];
}

/** Whatever is tried now: no pass, no set-up, no session, one page for every cause (D15), and undoing the change brings nothing back. */
async function expectNothingOpened(value?: string): Promise<void> {
  expect(await pageOf(browser)).toEqual({ page: 'notConfirmed' });
  expect((await show()).status).toBe(409);
  expect((await redeem()).status).toBe(409);
  if (value !== undefined) {
    const typed = { identifier: person.accountName, pass: value };
    expect((await browser.post('/api/sign-in/access-pass', typed)).status).toBe(401);
  }
  expect(browser.cookies.has('regain-enrolment')).toBe(false);
  expect((await browser.get('/api/enrolment')).status).toBe(401);
  expect((await browser.get('/api/session')).body).toMatchObject({ signedIn: false });
  const query = house.installation.database.query();
  const rows = await Promise.all([
    query.selectFrom('enrolment_session').select('id').where('account_id', '=', person.accountId).execute(),
    query.selectFrom('access_pass').select('id').where('account_id', '=', person.accountId).execute(),
  ]);
  expect(rows).toEqual([[], []]);
}

describe('after the presentation and before the face check: no grant (D17)', () => {
  test.each(changes.map((change) => [change.name, change] as const))('%s', async (_name, change) => {
    await presents();
    await afterwards(change, async () => {
      expect((await showsFace(browser)).body.now).toEqual({ page: 'notConfirmed' });
      expect(await lastEntry()).toEqual(change.beforeFace);
    });
    await expectNothingOpened();
  });
});

describe('after the grant and before the pass is shown: it is never shown (D17)', () => {
  test.each(changes.map((change) => [change.name, change] as const))('%s', async (_name, change) => {
    await isGranted();
    await afterwards(change, async () => {
      expect(await show()).toMatchObject({ status: 409, body: { error: 'notNow' } });
      expect(await lastEntry()).toEqual(['accessPass.refused', change.afterGrant]);
    });
    await expectNothingOpened();
  });
});

describe('before the pass is redeemed: refused, and the pass is dead (D17, T19)', () => {
  test.each(changes.map((change) => [change.name, change] as const))('%s', async (_name, change) => {
    await isGranted();
    const { value } = (await show()).body;
    await afterwards(change, async () => {
      expect((await redeem()).status).toBe(409);
      expect(await lastEntry()).toEqual(['accessPass.refused', change.afterGrant]);
    });
    await expectNothingOpened(String(value));
  });
});

describe('before the pass is typed on the sign-in page: the same (D17, T19)', () => {
  test.each(changes.map((change) => [change.name, change] as const))('%s', async (_name, change) => {
    await isGranted();
    const { value } = (await show()).body;
    const typed = { identifier: person.accountName, pass: value };
    await afterwards(change, async () => {
      expect(await browser.post('/api/sign-in/access-pass', typed)).toMatchObject({
        status: 401,
        body: { error: 'signInFailed' },
      });
      await redeem();
      expect(await lastEntry()).toEqual(['accessPass.refused', change.afterGrant]);
    });
    await expectNothingOpened(String(value));
  });
});

test('rules are snapshotted: an edited profile changes nothing for a recovery under way (D17)', async () => {
  const before = (await house.administration.listProfiles()).find(({ id }) => id === 'staff')!;
  await presents();
  await house.administration.editProfile({ id: 'staff', changes: { includeGroups: ['Nobody'] } });
  try {
    await showsFace(browser);
    expect((await redeem()).body).toEqual({ location: '/enrol' });
  } finally {
    await house.administration.editProfile({ id: 'staff', changes: { includeGroups: before.includeGroups } });
  }
});

test('a twin found by the proof rings for an admin (D18)', async () => {
  const twin = changes.find(({ afterGrant }) => afterGrant === 'twinAppeared')!;
  await presents();
  await twin.make(person);
  await showsFace(browser);
  const entries = await house.installation.audit.readChain('administration');
  expect(entries.at(-1)).toMatchObject({ activity: 'alarm.twinFound', code: 'duplicateIdentity' });
});
