import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAdmin } from './ask-admin.ts';
import type { Hands } from './hands.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import type { Stage } from './stage.ts';

/**
 * Ines Albrecht becomes an administrator, as the first one does: invited on the host (D33), with a demo passkey of her own.
 * Signed in, and on the portal's page at `path`, once its heading shows.
 */
export async function enterPortal(
  stage: Stage,
  to: { readonly path?: string; readonly heading?: string; readonly hands?: Hands } = {},
): Promise<LockedOutPerson> {
  const ines = await stage.sitDown(to.hands === undefined ? {} : { hands: to.hands });
  const folder = mkdtempSync(join(tmpdir(), 'regain-invitation-'));
  const file = join(folder, 'invitation');
  const invited = ['ines.albrecht', '--mail', 'ines@alderfinch.example', '--name', 'Ines', '--file', file];
  await runAdmin(stage.house(), 'invite', ...invited);
  await ines.page.goto(readFileSync(file, 'utf8').trim());
  rmSync(folder, { recursive: true, force: true });
  await ines.presses('Set up sign-in');
  await ines.sees(/^Welcome/);
  await ines.presses('Create a passkey');
  await ines.answers('Create demo passkey');
  await ines.sees('Your passkey is ready');
  await ines.page.goto(`${stage.house().origin}/admin${to.path ?? ''}`);
  await ines.sees('Sign in to the portal');
  await ines.presses('Sign in');
  await ines.types('Account name or email', 'ines.albrecht');
  await ines.presses('Continue');
  await ines.signsInWithDemoPasskey();
  await ines.sees(to.heading ?? 'Home');
  return ines;
}
