import { expect, test } from 'vitest';
import { readCase } from './ask-admin.ts';
import { enterPortal } from './enter-portal.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const specimen = 'Tiago Ferreira';
const box = 'Show soft colours around my face';

/** When the page changed its colour, and to what, by its own clock. */
const noteColours = `{
  window.colours = [];
  new MutationObserver(() => {
    const name = document.querySelector('.camera')?.dataset.light;
    if (name !== undefined && name !== window.colours.at(-1)?.name) window.colours.push({ name, at: performance.now() });
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-light'] });
}`;

/** All that stands beside a face check that passed, with light or without. */
const whatDecides = ['confidence', 'live', 'provider', 'providerVersion', 'threshold'];
async function readDecision(caseNumber: string): Promise<Readonly<Record<string, unknown>>> {
  const { entries } = await readCase(stage.house(), caseNumber);
  return entries.find(({ activity }) => activity === 'faceCheck.passed')?.data ?? {};
}

test('Tiago lets the page show colours: it is observed, shown to administrators, and decides nothing', async () => {
  const tiago = await stage.sitDown();
  await tiago.page.emulateMedia({ reducedMotion: 'no-preference' });
  await tiago.comesToFaceCheck({ accountName: 'tiago.ferreira', specimen });
  await tiago.page.getByLabel(box).check();
  await tiago.page.evaluate(noteColours);
  await tiago.looksIntoCamera(specimen);
  await tiago.sees('It works');
  const seen = await tiago.page.evaluate<{ name: string; at: number }[]>('window.colours');
  expect(seen[0]?.name).toBe('white');
  expect(seen).toHaveLength(6);
  // A flash is there and back. WCAG 2.3.1 allows three a second; a colour that stays half a second makes one at most.
  for (const [nth, { at }] of seen.entries())
    if (nth > 0) expect(at - seen[nth - 1]!.at).toBeGreaterThan(500);

  const caseNumber = await tiago.caseNumber();
  const { light, lightStrength, ...decided } = await readDecision(caseNumber);
  // A film gives no light back. Observed it was, and she got through as anybody does.
  expect(Number(light)).toBeGreaterThanOrEqual(-1);
  expect(Number(light)).toBeLessThanOrEqual(1);
  expect(Math.abs(Number(lightStrength))).toBeLessThan(0.1);
  expect(Object.keys(decided).toSorted()).toEqual(whatDecides);
  expect(Number(decided.confidence)).toBeGreaterThanOrEqual(Number(decided.threshold));

  const ines = await enterPortal(stage, { path: '/recoveries', heading: 'Recoveries' });
  await ines.page.getByRole('link', { name: caseNumber }).click();
  await ines.sees(`Case ${caseNumber}`);
  const entry = ines.page.getByRole('listitem').filter({ hasText: 'Face check passed' });
  expect(await entry.first().textContent()).toContain(
    `Agreement with coloured light, −1 to 1 (observed, decides nothing): ${light}`,
  );
});

test('who asks for reduced motion is not offered colours, and gets none', async () => {
  const tiago = await stage.sitDown();
  await tiago.comesToFaceCheck({ accountName: 'tiago.ferreira', specimen });
  expect(await tiago.page.getByLabel(box).count()).toBe(0);
  await tiago.page.evaluate(noteColours);
  await tiago.looksIntoCamera(specimen);
  await tiago.sees('It works');
  expect(await tiago.page.evaluate('window.colours')).toEqual([]);
  const { light, ...decided } = await readDecision(await tiago.caseNumber());
  expect([light, Object.keys(decided).toSorted()]).toEqual(['notShown', whatDecides]);
});
