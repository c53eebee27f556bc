import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { filmPicture } from './camera.ts';
import { type House, openHouse } from './house.ts';
import { type LockedOutPerson, sitDown } from './locked-out-person.ts';

/**
 * Films before the browser's own camera (Chromium's, which plays a file), through the whole page: nothing of the demo camera is
 * loaded. What films come to in numbers: `face-attacks.test.ts`, docs/face-check.md 6.
 */
const turning = resolve(import.meta.dirname, '../../shared/fixtures/faces/astronaut-headturn.mjpeg');
const specimen = 'Mara Lindqvist';
const folder = mkdtempSync(join(tmpdir(), 'regain-film-'));
let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function lookThrough(film: string, look: (person: LockedOutPerson) => Promise<void>): Promise<void> {
  const browser = await launchBrowser({ fakeCamera: film });
  try {
    const page = await openPage(browser);
    await page.route('**/demo/demo-camera.js', (route) => route.abort());
    const person = await sitDown(page, house);
    await person.comesToFaceCheck({ accountName: 'mara.lindqvist', specimen });
    await person.presses('Start camera');
    await expect
      .poll(() => page.evaluate('document.querySelector("video")?.videoWidth'), { timeout: 90_000 })
      .toBeGreaterThan(0);
    await person.presses('Begin');
    await look(person);
  } finally {
    await browser.close();
  }
}

describe('a film before the camera', () => {
  test('of her own picture, held still: no turn follows, and the capture comes to nothing', async () => {
    const film = await filmPicture(
      join(import.meta.dirname, '../example/specimens/mara.jpg'),
      join(folder, 'still.mjpeg'),
    );
    await lookThrough(film, async (person) => {
      await person.page.getByRole('alert').getByText('You have 2 more tries.').waitFor({ timeout: 120_000 });
      expect(await person.heading()).toBe('Face check');
    });
  });

  // Somebody else's, and an animated still. It lies outside the checkout.
  test.runIf(existsSync(turning))('of somebody else who turns their head: nobody gets in', async () => {
    await lookThrough(turning, async (person) => {
      const refused = person.page.getByRole('heading', {
        level: 1,
        name: 'We could not confirm your identity',
      });
      const again = person.page.getByRole('alert').getByText('You have 2 more tries.');
      await refused.or(again).first().waitFor({ timeout: 120_000 });
      expect(await person.heading()).not.toMatch(/proved/);
    });
  });
  if (!existsSync(turning)) process.stderr.write('filmed-camera: LEFT OUT: the turning film is not there\n');
});
