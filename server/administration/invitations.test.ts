import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFixedFaceMatcher } from '../../connectors/face-matcher/fixed/index.ts';
import { assembleJourney } from '../assemble-journey.ts';
import { readConfig } from '../config.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { type Administration, acceptInvitation, createAdministration } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'regain-invitations-'));
let installation: Installation;
let administration: Administration;
beforeAll(async () => {
  const settings = { REGAIN_DATA_DIR: folder, REGAIN_ORIGIN: 'https://recover.example.org' };
  installation = await openInstallation(readConfig(settings, 'serve'));
  const faceMatcher = createFixedFaceMatcher();
  const { journey } = await assembleJourney(installation, faceMatcher);
  administration = createAdministration({ installation, journey, faceMatcher });
});
afterAll(async () => {
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

async function invite(accountName: string) {
  const order = { accountName, givenName: accountName, surname: 'Root', mail: `${accountName}@example.org` };
  const { address, breakGlass } = await administration.inviteAdmin(order);
  return { token: address.split('#')[1] ?? '', breakGlass };
}
const accept = (token: string) => acceptInvitation(installation, token);
async function acts() {
  const entries = await installation.audit.readChain('administration');
  return entries.map(({ activity, code }) => [activity, code].filter(Boolean).join(' '));
}

test('the first admin kills every other invitation; after that each one is the break-glass, and rings twice (D33)', async () => {
  const [one, other] = [await invite('one'), await invite('other')];
  expect([one.breakGlass, other.breakGlass]).toEqual([false, false]);
  expect(await accept(one.token)).toMatchObject({ enrolmentToken: expect.any(String) });
  expect(await accept(other.token)).toBeNull();

  const { accounts, methods } = installation.builtInDirectory;
  const first = await accounts.find('one');
  await methods.addPassword({ accountId: first!.id, password: 'heron lamp sideways 47' });
  const late = await invite('other');
  expect(late.breakGlass).toBe(true);
  expect(await accept(late.token)).not.toBeNull();
  expect(await accept(late.token)).toBeNull();
  expect(await acts()).toEqual([
    'admin.invited',
    'admin.invited',
    'admin.invitationUsed',
    'admin.invited breakGlass',
    'alarm.adminInvited breakGlass',
    'admin.invitationUsed breakGlass',
    'alarm.adminInvitationUsed breakGlass',
  ]);
});
