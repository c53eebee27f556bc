import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from './test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal();
});
afterAll(() => portal.close());

describe('who may enter the portal', () => {
  test('an admin who signed in with a passkey', async () => {
    const { status, body, headers } = await portal.ask('Recovery Administrator', 'GET', '/api/admin/session');
    expect([status, body]).toEqual([
      200,
      {
        accountId: portal.accountIdOf('Recovery Administrator'),
        accountName: 'recovery.administrator',
        displayName: 'Recovery Administrator Test',
        roles: ['Recovery Administrator'],
        signedInWith: 'passkey',
        pendingApprovals: 0,
        organisation: { name: 'Alder & Finch', example: true, language: 'en' },
      },
    ]);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    [null, 401, 'notSignedIn'],
    ['Nobody Special', 403, 'roleMissing'],
  ] as const)('not %s', async (as, status, error) => {
    const told = await portal.ask(as, 'GET', '/api/admin/session');
    expect([told.status, told.body.error]).toEqual([status, error]);
  });

  test('not an admin who signed in with a password: passkeys only', async () => {
    const { builtInDirectory } = portal.installation;
    const accountId = portal.accountIdOf('Auditor');
    const methodId = await builtInDirectory.methods.addPassword({
      accountId,
      password: 'four plain words here',
    });
    const { sessionToken } = await builtInDirectory.sessions.open({
      accountId,
      methodId: methodId!,
      userAgent: '',
    });
    const told = await portal.ask(null, 'GET', '/api/admin/session', {
      headers: { cookie: `regain-session=${sessionToken}` },
    });
    expect([told.status, told.body.error]).toEqual([403, 'passkeyRequired']);
  });

  test('not an admin whose role was taken away a moment ago (T23)', async () => {
    const id = portal.accountIdOf('Help Desk');
    await portal.installation.builtInDirectory.accounts.edit({ id, changes: { roles: [] } });
    const told = await portal.ask('Help Desk', 'GET', '/api/admin/session');
    expect([told.status, told.body.error]).toEqual([403, 'roleMissing']);
    await portal.installation.builtInDirectory.accounts.edit({ id, changes: { roles: ['Help Desk'] } });
  });
});

test('the API describes itself, and every route of it says who may (R30, R31)', async () => {
  const { status, body } = await portal.ask(null, 'GET', '/openapi.json');
  expect(status).toBe(200);
  expect(body.openapi).toBe('3.1.0');
  expect(Object.keys(body.paths)).toContain('/api/admin/session');
  for (const path of Object.keys(body.paths)) {
    for (const method of Object.keys(body.paths[path])) {
      const url = path.replaceAll(/\{[^}]+\}/g, 'x');
      const told = await portal.ask(null, method.toUpperCase() as 'GET', url);
      expect([method, path, told.status], 'nobody enters').toEqual([method, path, 401]);
    }
  }
});

test('an address that does not exist is an ordinary 404', async () => {
  const told = await portal.ask('Recovery Administrator', 'GET', '/api/admin/nothing');
  expect([told.status, told.body]).toEqual([404, { error: 'notFound' }]);
});
