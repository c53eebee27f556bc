import { describe, test } from 'vitest';
import type { LockedOutPerson } from './locked-out-person.ts';
import { recoveryScenes } from './recovery-scenes.ts';
import { playScene, type Scene } from './scene.ts';
import { speakOnRegain, takeScreenshots } from './screenshots.ts';
import { signInScenes } from './sign-in-scenes.ts';
import { setStage } from './stage.ts';
import { walkAmongStrangers } from './stranger-scenes.ts';

/** Every run glances at every page, in two views and without pictures; REGAIN_PAGES=1 looks at all of it, and keeps the pictures. */
const glance = process.env.REGAIN_PAGES !== '1';

// At the provider's own pace: its checks are looked at as they run.
const stage = setStage({ settings: { SANDBOX_CHECK_MILLISECONDS: '1600' } });

/** What was wrong with every page of a list, all of it at once. */
async function look(scenes: readonly Scene[]): Promise<void> {
  const wrong: string[] = [];
  let person: LockedOutPerson | undefined;
  for (const scene of scenes) {
    if (person === undefined || scene.clock) person = await stage.sitDown();
    if (scene.clock) await person.page.clock.install();
    try {
      await playScene(person.page, stage.house().origin, scene);
      await takeScreenshots(person.page, scene.name, {
        speak: speakOnRegain,
        few: scene.few ?? false,
        glance,
      });
    } catch (cause) {
      wrong.push(`${scene.name}: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
    if (scene.clock) person = undefined;
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n\n'));
}

describe.concurrent('every page, light and dark, narrow and wide, both directions', () => {
  test('sign-in, set-up, security info', { timeout: 400_000 }, () => look(signInScenes));
  test('recovery', { timeout: 400_000 }, () => look(recoveryScenes));
  test('provider and wallet', { timeout: 400_000 }, async () => {
    for (const [language, locale] of [
      ['en', 'en-GB'],
      ['ar', 'ar-EG'],
      ['de', 'de-DE'],
    ] as const) {
      if (glance && language === 'de') continue;
      const { page } = await stage.sitDown({ locale });
      await walkAmongStrangers(page, stage.house(), { language, glance });
      await page.context().close();
    }
  });
});
