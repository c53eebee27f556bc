import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type Administration, AdminProblem } from '../administration/index.ts';
import { carryOut, listenForAdmins } from './admin.ts';

const folder = mkdtempSync(join(tmpdir(), 'regain-admin-door-'));
const socket = join(folder, 'admin.sock');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const asked: unknown[] = [];
/** Three acts are enough: one that answers, one that refuses, one that breaks. */
const administration = {
  listProfiles: async (body: unknown) => {
    asked.push(body);
    return [{ id: 'staff' }];
  },
  freezeAccount: async () => {
    throw new AdminProblem('There is no account mara');
  },
  stopRecovery: async () => {
    throw new Error('relation "recovery" does not exist');
  },
  verifyAudit: async () => undefined,
} as unknown as Administration;

const failures: { act: string; cause: unknown }[] = [];
let close = async () => {};
afterEach(async () => {
  await close();
  close = async () => {};
  asked.length = 0;
  failures.length = 0;
});
async function open(): Promise<void> {
  close = await listenForAdmins({
    socket,
    administration,
    onFailure: (failure) => void failures.push(failure),
  });
}

function post(path: string, body?: string, type = 'application/json') {
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const call = request(
      {
        agent: false,
        socketPath: socket,
        path,
        method: 'POST',
        headers: body === undefined ? {} : { 'content-type': type },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

describe('the administrator’s socket (D6)', () => {
  test('can be opened by its owner alone, and is gone when the server is', async () => {
    await open();
    expect(statSync(socket).isSocket()).toBe(true);
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    await close();
    expect(existsSync(socket)).toBe(false);
  });

  test('takes the place of one that a killed server left behind', async () => {
    writeFileSync(socket, 'left behind');
    await open();
    expect((await post('/listProfiles', '{}')).status).toBe(200);
  });

  test('carries an act out with what was sent, and wraps its answer', async () => {
    await open();
    expect(await post('/listProfiles', '{"limit":5}')).toEqual({
      status: 200,
      body: { result: [{ id: 'staff' }] },
    });
    expect(await post('/listProfiles')).toEqual({ status: 200, body: { result: [{ id: 'staff' }] } });
    expect(asked).toEqual([{ limit: 5 }, {}]);
    expect(await post('/verifyAudit', '{}')).toEqual({ status: 200, body: { result: null } });
  });

  test('says what an admin can mend, in the words of the act', async () => {
    await open();
    expect(await post('/freezeAccount', '{}')).toEqual({
      status: 409,
      body: { problem: 'There is no account mara' },
    });
    expect(failures).toEqual([]);
  });

  test('says nothing of what broke, and notes it for the log', async () => {
    await open();
    expect(await post('/stopRecovery', '{}')).toEqual({ status: 500, body: {} });
    expect(failures).toMatchObject([{ act: 'stopRecovery', cause: { message: /relation/ } }]);
  });

  test('knows no act but those, whatever an object also has', async () => {
    await open();
    for (const act of [
      'grantEverything',
      'checkpoint',
      'constructor',
      'toString',
      '__proto__',
      'hasOwnProperty',
    ])
      expect(await post(`/${act}`, '{}')).toEqual({
        status: 409,
        body: { problem: `There is no act ${act}` },
      });
    expect((await post('/a/b', '{}')).status).toBe(404);
  });

  test('reads JSON and nothing else', async () => {
    await open();
    expect((await post('/listProfiles', '{')).status).toBe(400);
    expect((await post('/listProfiles', 'a=b', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect(asked).toEqual([]);
  });
});

test('without a server the command-line tools carry acts out the same way', async () => {
  expect(await carryOut(administration, 'listProfiles', null)).toEqual([{ id: 'staff' }]);
  await expect(carryOut(administration, 'valueOf', {})).rejects.toThrow(AdminProblem);
});
