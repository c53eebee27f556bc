import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetJob } from '../../jobs/index.ts';
import { mailKinds } from '../../settings/index.ts';
import { type Asker, openTestPortal, type TestPortal } from './test-portal.ts';

const asker: Asker = 'Recovery Administrator';
const second: Asker = 'Second Administrator';
const path = '/api/admin/settings';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal({ example: false });
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

const read = async () => (await portal.ask('Auditor', 'GET', path)).body;
const put = async (section: string, body: object, version: number, as: Asker = asker) =>
  portal.ask(as, 'PUT', `${path}/${section}`, { body, headers: { 'if-match': `"${version}"` } });
const fieldsOf = (told: { body: { fields: { field: string }[] } }) =>
  told.body.fields.map(({ field }) => field);
const seenByAnybody = async () => (await portal.ask(null, 'GET', '/api/organisation')).body;
const lastEntry = async () => {
  const { activity, data } = (await portal.installation.audit.readChain('administration')).at(-1)!;
  return { activity, data };
};
const approve = (id: string) => portal.ask(second, 'POST', `/api/admin/approvals/${id}/approve`);

test('before anybody decided, the defaults hold', async () => {
  const { organisation, ...rest } = await read();
  expect(organisation.value).toEqual({
    name: 'Your organisation',
    helpDesk: { phone: '', email: '' },
    ...{ defaultCountry: 'DE', language: 'en', offeredLanguages: ['en', 'de', 'ar'] },
  });
  expect(rest).toEqual({
    secondPerson: { version: 1, value: { required: true } },
    profileChoice: { version: 1, value: { strictestFirst: false } },
    passPolicy: {
      version: 0,
      value: {
        ...{ minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, defaultLifetimeInMinutes: 60 },
        ...{ defaultLength: 8, isUsableOnce: false },
      },
    },
    passScope: { version: 1, value: { groups: 'everyone' } },
    people: { version: 0, value: { holdHours: 72, aloneUpTo: 20 } },
    retention: { version: 0, value: { personalDays: 90, mailsDays: 30 } },
    branding: { version: 0, value: { colour: null, logo: null, shown: null } },
    texts: {
      version: 0,
      value: { explainer: { en: '', de: '', ar: '' }, mailClosing: { en: '', de: '', ar: '' } },
    },
  });
});

describe('the organisation', () => {
  const whole = {
    name: '“Alder” & Finch',
    helpDesk: { phone: '+49 30 5550 142', email: 'help@example.org' },
    ...{ defaultCountry: 'PT', language: 'de', offeredLanguages: ['ar', 'de'] },
  };
  test('what is saved is what everybody sees; the second edit of one version is refused', async () => {
    const { version } = (await read()).organisation;
    expect((await put('organisation', whole, version)).status).toBe(200);
    expect(await lastEntry()).toMatchObject({
      activity: 'admin.settingsChanged',
      data: { section: 'organisation' },
    });
    expect((await read()).organisation.value).toEqual({ ...whole, offeredLanguages: ['de', 'ar'] });
    expect(await seenByAnybody()).toMatchObject({
      ...{ name: whole.name, helpDesk: whole.helpDesk, language: 'de', languages: ['de', 'ar'] },
    });
    expect((await put('organisation', { ...whole, name: 'Other' }, version)).status).toBe(412);
    expect((await read()).organisation.value.name).toBe(whole.name);
  });

  test.each([
    ['name', { name: '  ' }],
    ['name', { name: 'x'.repeat(101) }],
    ['name', { name: 'Finch \u202Egpj.exe' }],
    ['helpDesk.phone', { helpDesk: { phone: 'x'.repeat(61), email: '' } }],
    ['helpDesk.email', { helpDesk: { phone: '', email: 'a\nb' } }],
    ['defaultCountry', { defaultCountry: 'XX' }],
    ['language', { language: 'fi' }],
    ['offeredLanguages', { offeredLanguages: [] }],
    ['offeredLanguages', { language: 'en', offeredLanguages: ['de'] }],
  ])('a mistake is told at its field: %s', async (field, wrong) => {
    const told = await put('organisation', { ...whole, ...wrong }, (await read()).organisation.version);
    expect([told.status, fieldsOf(told)]).toEqual([422, [field]]);
  });
});

describe('the pass policy', () => {
  const policy = {
    ...{ minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, defaultLifetimeInMinutes: 60 },
    ...{ defaultLength: 8, isUsableOnce: false },
  };
  const version = async () => (await read()).passPolicy.version;

  test('what makes it stricter holds at once, for passes that were issued before too', async () => {
    const { builtInDirectory } = portal.installation;
    const accountId = await builtInDirectory.accounts.create({
      ...{ accountName: 'mara', givenName: 'Mara', surname: 'L', mails: [] },
    });
    const pass = await builtInDirectory.passes.issue({ accountId, issuedBy: 'test' });
    if (typeof pass === 'string') throw new Error(pass);
    const told = await put(
      'pass-policy',
      { ...policy, isUsableOnce: true, defaultLength: 12 },
      await version(),
    );
    expect(told.status).toBe(200);
    expect((await builtInDirectory.passes.read(accountId))?.usability).toBe('disabledByPolicy');
    const next = await builtInDirectory.passes.issue({ accountId, issuedBy: 'test' });
    expect(typeof next === 'string' ? '' : next.value.replaceAll('-', '')).toHaveLength(12);
  });

  test.each([
    ['may be used again', { isUsableOnce: false }],
    ['is shorter', { isUsableOnce: true, defaultLength: 8 }],
    ['lasts longer', { isUsableOnce: true, defaultLength: 12, maximumLifetimeInMinutes: 481 }],
    ['lasts longer unless told', { isUsableOnce: true, defaultLength: 12, defaultLifetimeInMinutes: 61 }],
    [
      'may not be short any more',
      { isUsableOnce: true, defaultLength: 12, minimumLifetimeInMinutes: 61, defaultLifetimeInMinutes: 61 },
    ],
  ])('a pass that %s takes two (T23)', async (_name, weaker) => {
    const told = await put('pass-policy', { ...policy, ...weaker }, await version());
    expect(told.status).toBe(202);
    const { id } = told.body.approval;
    expect((await portal.ask(second, 'GET', `/api/admin/approvals/${id}`)).body.act).toBe(
      'settings.passPolicy',
    );
    await portal.ask(asker, 'POST', `/api/admin/approvals/${id}/withdraw`);
  });

  test('agreed to, it holds; changed meanwhile, it is closed', async () => {
    const weaker = { ...policy, isUsableOnce: true, defaultLength: 10 };
    const asked = await put('pass-policy', weaker, await version());
    expect((await approve(asked.body.approval.id)).body.state).toBe('performed');
    expect((await read()).passPolicy.value).toEqual(weaker);
    const late = await put('pass-policy', { ...weaker, defaultLength: 9 }, await version());
    await put('pass-policy', { ...weaker, defaultLength: 20 }, await version());
    expect((await approve(late.body.approval.id)).body).toMatchObject({
      state: 'failed',
      reason: 'changedMeanwhile',
    });
    expect((await read()).passPolicy.value.defaultLength).toBe(20);
  });

  test.each([
    ['minimumLifetimeInMinutes', { minimumLifetimeInMinutes: 9 }],
    ['minimumLifetimeInMinutes', { minimumLifetimeInMinutes: 43_201 }],
    ['maximumLifetimeInMinutes', { maximumLifetimeInMinutes: 43_201 }],
    ['maximumLifetimeInMinutes', { maximumLifetimeInMinutes: 59 }],
    ['defaultLifetimeInMinutes', { defaultLifetimeInMinutes: 59 }],
    ['defaultLifetimeInMinutes', { defaultLifetimeInMinutes: 481 }],
    ['defaultLength', { defaultLength: 7 }],
    ['defaultLength', { defaultLength: 49 }],
    ['defaultLength', { defaultLength: 8.5 }],
  ])('out of range is told at its field (behaviour.md 3.8): %s %j', async (field, wrong) => {
    const told = await put('pass-policy', { ...policy, ...wrong }, await version());
    expect([told.status, fieldsOf(told)]).toEqual([422, [field]]);
  });
});

test('whose people may use a pass: everyone, or some groups', async () => {
  const { version } = (await read()).passScope;
  expect((await put('pass-scope', { groups: ['Staff', 'Workshop'] }, version)).status).toBe(200);
  expect((await portal.installation.policy.readOrganisation())!.passScope).toEqual(['Staff', 'Workshop']);
  expect((await put('pass-scope', { groups: 'everyone' }, version)).status).toBe(412);
  const wrong = await put('pass-scope', { groups: [''] }, (await read()).passScope.version);
  expect([wrong.status, fieldsOf(wrong)]).toEqual([422, ['passScope.0']]);
});

describe('looks', () => {
  test('a colour that cannot be read is shown darker, and it is said', async () => {
    const { version } = (await read()).branding;
    await put('colour', { colour: '#ffee00' }, version);
    const { shown, colour } = (await read()).branding.value;
    expect([colour, shown.darkened]).toEqual(['#ffee00', true]);
    expect((await seenByAnybody()).accent).toEqual({ light: shown.light, dark: shown.dark });
    const preview = await portal.ask(asker, 'POST', `${path}/colour/preview`, {
      body: { colour: '#ffee00' },
    });
    expect(preview.body).toEqual(shown);
    const wrong = await put('colour', { colour: 'yellow' }, version + 1);
    expect([wrong.status, fieldsOf(wrong)]).toEqual([422, ['colour']]);
  });

  test('a logo is drawn anew and shown to everybody; another colour keeps it; taken away, it is gone', async () => {
    const picture = (
      await sharp({ create: { width: 960, height: 160, channels: 3, background: '#0b5c6b' } })
        .jpeg()
        .toBuffer()
    ).toString('base64');
    expect((await put('logo', { picture }, (await read()).branding.version)).status).toBe(200);
    await put('colour', { colour: null }, (await read()).branding.version);
    const { logo } = await seenByAnybody();
    expect([logo.width, logo.height]).toEqual([480, 80]);
    const shown = await portal.app.inject({ url: logo.address, headers: { host: 'recover.example.org' } });
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/png']);
    await put('logo', { picture: null }, (await read()).branding.version);
    expect((await seenByAnybody()).logo).toBeNull();
  });

  test.each([
    ['otherKind', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')],
    ['tooLarge', Buffer.alloc(200_000).toString('base64')],
  ])('not %s', async (code, picture) => {
    const told = await put('logo', { picture }, (await read()).branding.version);
    expect([told.status, told.body.fields]).toMatchObject([422, [{ field: 'picture', code }]]);
  });

  test('an upload without end is not listened to', async () => {
    const told = await put('logo', { picture: 'A'.repeat(1_200_000) }, 0);
    expect([told.status, told.body.error]).toEqual([413, 'tooLarge']);
  });
});

describe('own words', () => {
  const none = { en: '', de: '', ar: '' };
  test('the paragraph is shown to everybody, the lines close every mail; a preview shows them before', async () => {
    const mailClosing = { ...none, en: 'The help desk of Alder & Finch\n{{link}}' };
    const preview = await portal.ask(asker, 'POST', `${path}/texts/preview`, {
      body: { kind: 'recovered', language: 'en', mailClosing },
    });
    expect(preview.body.subject).toBe('Your account was recovered');
    // As it is: what looks like a place to be filled in is not.
    expect(preview.body.text.endsWith('\n\nThe help desk of Alder & Finch\n{{link}}')).toBe(true);
    const explainer = { ...none, de: 'Ihr Ausweis muss gültig sein.' };
    const saved = await put('texts', { explainer, mailClosing }, (await read()).texts.version);
    expect(saved.status).toBe(200);
    expect((await seenByAnybody()).explainer).toEqual(explainer);
    const { database } = portal.installation;
    await database
      .query()
      .insertInto('mail_outbox')
      .values({
        ...{ id: 'm1', recipients: '["mara@example.org"]', kind: 'recovered', language: 'en' },
        ...{
          content: JSON.stringify({
            name: 'Mara',
            time: new Date(0).toISOString(),
            added: '[]',
            disabled: '[]',
          }),
        },
        ...{ created_at: 0, sent_at: null, attempts: 0, next_attempt_at: 0 },
      })
      .execute();
    const mail = (await portal.outbox.readLatest(100)).find(({ id }) => id === 'm1');
    expect(mail?.text.endsWith('The help desk of Alder & Finch\n{{link}}')).toBe(true);
  });

  test.each(
    mailKinds.flatMap((kind) => (['en', 'de', 'ar'] as const).map((language) => [kind, language] as const)),
  )('every mail has a preview: %s in %s', async (kind, language) => {
    const told = await portal.ask('Auditor', 'POST', `${path}/texts/preview`, {
      body: { kind, language, mailClosing: none },
    });
    expect(told.status).toBe(200);
    expect(told.body.text).toContain('Mara');
    expect(told.body.subject + told.body.text).not.toMatch(/\{\{|undefined|Invalid/);
  });

  test.each([
    ['explainer.en', { explainer: { ...none, en: 'x'.repeat(601) }, mailClosing: none }],
    ['mailClosing.ar', { explainer: none, mailClosing: { ...none, ar: 'x'.repeat(401) } }],
    ['explainer.de', { explainer: { ...none, de: 'a\u202Eb' }, mailClosing: none }],
    ['explainer.de', { explainer: { ...none, de: 'a\u0007b' }, mailClosing: none }],
  ])('plain text of a limited length only: %s', async (field, texts) => {
    const told = await put('texts', texts, (await read()).texts.version);
    expect([told.status, fieldsOf(told)]).toEqual([422, [field]]);
  });
});

describe('how long things are kept', () => {
  test('the next run of the job keeps to it', async () => {
    expect((await put('retention', { personalDays: 30, mailsDays: 7 }, 0)).status).toBe(200);
    const { database } = portal.installation;
    const at = portal.now() - 8 * 24 * 60 * 60_000;
    await database
      .query()
      .insertInto('mail_outbox')
      .values({
        ...{ id: 'm2', recipients: '["old@example.org"]', kind: 'recovered', language: 'en', content: '{}' },
        ...{ created_at: at, sent_at: at, attempts: 0, next_attempt_at: at },
      })
      .execute();
    await forgetJob(portal.installation).run();
    const left = await database
      .query()
      .selectFrom('mail_outbox')
      .select('id')
      .where('id', '=', 'm2')
      .execute();
    expect(left).toEqual([]);
  });

  test.each([
    ['personalDays', { personalDays: 29, mailsDays: 30 }],
    ['personalDays', { personalDays: 3_651, mailsDays: 30 }],
    ['mailsDays', { personalDays: 90, mailsDays: 6 }],
    ['mailsDays', { personalDays: 90, mailsDays: 366 }],
  ])('out of range is told at its field: %s', async (field, wrong) => {
    const told = await put('retention', wrong, (await read()).retention.version);
    expect([told.status, fieldsOf(told)]).toEqual([422, [field]]);
  });
});

test('every section is at the version it was read at, or nothing is overwritten', async () => {
  const { retention, texts, branding } = await read();
  const stale = [
    await put('retention', retention.value, retention.version + 1),
    await put('texts', texts.value, texts.version + 1),
    await put('colour', { colour: null }, branding.version + 1),
    await put('logo', { picture: null }, branding.version + 1),
    await put('pass-policy', (await read()).passPolicy.value, 99),
    await put('second-person', { required: true }, 99),
  ];
  expect(stale.map(({ status }) => status)).toEqual([412, 412, 412, 412, 412, 412]);
});

test.each([
  ['Auditor', 200],
  ['Help Desk', 403],
  ['Nobody Special', 403],
] as const)('%s changes nothing', async (as, reads) => {
  expect((await portal.ask(as, 'GET', path)).status).toBe(reads);
  const told = [];
  for (const section of [
    'organisation',
    'retention',
    'texts',
    'colour',
    'logo',
    'pass-policy',
    'pass-scope',
    'second-person',
  ])
    told.push((await put(section, {}, 0, as)).status);
  expect(told).toEqual(Array(8).fill(403));
});

describe('care with people: holds after edits (D34), required recovery (D32)', () => {
  const version = async () => (await read()).people.version;
  const save = async (value: object) => put('people', value, await version());
  const accountOf = (accountName: string) =>
    portal.installation.builtInDirectory.accounts.create({
      ...{ accountName, givenName: 'Ana', surname: 'Lopes', mails: [] },
    });
  const heldFor = async (id: string) => {
    const url = `/api/admin/people/${id}`;
    const { headers } = await portal.ask(asker, 'GET', url);
    const edited = await portal.ask(asker, 'PATCH', url, {
      body: { surname: `Lopes ${portal.now()}` },
      headers: { 'if-match': String(headers.etag) },
    });
    return Math.round((edited.body.heldUntil - portal.now()) / 3_600_000);
  };

  test.each([
    ['holdHours', 'tooSmall', { holdHours: 23 }],
    ['holdHours', 'tooSmall', { holdHours: 0 }],
    ['holdHours', 'tooLarge', { holdHours: 721 }],
    ['holdHours', 'notWhole', { holdHours: 30.5 }],
    ['holdHours', 'required', { holdHours: null }],
    ['aloneUpTo', 'tooSmall', { aloneUpTo: 0 }],
    ['aloneUpTo', 'tooLarge', { aloneUpTo: 501 }],
  ])('%s %s', async (field, code, wrong) => {
    const told = await save({ holdHours: 72, aloneUpTo: 20, ...wrong });
    expect([told.status, told.body.fields]).toMatchObject([422, [{ field, code }]]);
  });

  test('a longer hold is one person’s word and holds from the next edit on; a shorter one takes two', async () => {
    const id = await accountOf('ana.one');
    expect(await heldFor(id)).toBe(72);
    expect((await save({ holdHours: 100, aloneUpTo: 20 })).status).toBe(200);
    expect(await lastEntry()).toMatchObject({ data: { section: 'people' } });
    const other = await accountOf('ana.two');
    expect(await heldFor(other)).toBe(100);
    const asked = await save({ holdHours: 24, aloneUpTo: 20 });
    expect(asked.status).toBe(202);
    expect((await read()).people.value.holdHours).toBe(100);
    const approval = await approve(asked.body.approval.id);
    expect(approval.body).toMatchObject({
      state: 'performed',
      changes: [{ field: 'holdHours', before: '100', after: '24' }],
    });
    expect(await heldFor(await accountOf('ana.three'))).toBe(24);
    expect(await heldFor(other), 'no edit shortens a hold that runs').toBe(100);
  });

  test('of how many people one admin alone may require recovery', async () => {
    const people = [await accountOf('ana.four'), await accountOf('ana.five')];
    const needsTwo = async () =>
      (
        await portal.ask(asker, 'POST', '/api/admin/recovery-requirements/preview', {
          body: { scope: { kind: 'people', accountIds: people } },
        })
      ).body.needsSecondPerson;
    const { holdHours } = (await read()).people.value;
    expect(await needsTwo()).toBe(false);
    expect((await save({ holdHours, aloneUpTo: 1 })).status).toBe(200);
    expect(await needsTwo()).toBe(true);
    const order = await portal.ask(asker, 'POST', '/api/admin/recovery-requirements', {
      body: { scope: { kind: 'people', accountIds: people }, cannotRecover: 'include', notify: false },
    });
    expect(order.status).toBe(202);
    const asked = await save({ holdHours, aloneUpTo: 20 });
    expect(asked.status, 'more at one word').toBe(202);
    await approve(asked.body.approval.id);
    expect(await needsTwo()).toBe(false);
  });
});

test('what was typed at the start of a closed recovery is erased with its time, and its page stays (R19)', async () => {
  const { recovery } = await portal.journey.start({ identifier: 'nobody.at.all', network: '192.0.2.1' });
  const { store } = portal.installation;
  const changes = { state: 'closed', outcome: 'left', updatedAt: portal.now() } as const;
  await store.update({ id: recovery.id, expectedVersion: recovery.version, changes });
  const identifierOf = async () => (await portal.journey.view((await store.read(recovery.id))!)).identifier;
  expect(await identifierOf()).toBe('nobody.at.all');
  await forgetJob(portal.installation).run();
  expect(await identifierOf()).toBe('nobody.at.all');
  portal.pass({ minutes: 91 * 24 * 60 });
  await forgetJob(portal.installation).run();
  expect(await identifierOf()).toBe('');
  portal.pass({ minutes: -91 * 24 * 60 });
});

test('the strictest profile wins at one person’s word; back to the first takes two (T22)', async () => {
  const save = async (strictestFirst: boolean) =>
    put('profile-choice', { strictestFirst }, (await read()).profileChoice.version);
  const isStrict = async () => (await read()).profileChoice.value.strictestFirst;
  expect([(await save(true)).status, await isStrict()]).toEqual([200, true]);
  expect(await lastEntry()).toMatchObject({ data: { section: 'strictestFirst' } });
  const asked = await save(false);
  expect([asked.status, await isStrict()]).toEqual([202, true]);
  await approve(asked.body.approval.id);
  expect(await isStrict()).toBe(false);
  expect((await put('profile-choice', { strictestFirst: true }, 1)).status).toBe(412);
});
