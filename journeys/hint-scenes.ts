import type { Page } from 'playwright-core';
import { recoveryView } from '../web/mock/views.ts';
import { ok, press, type Scene } from './scene.ts';

/** A camera that sees one thing: a head of some brightness before a wall of some brightness, both 0–255. */
const cameraOf = (head: number, wall: number) => `navigator.mediaDevices.getUserMedia = async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const pen = canvas.getContext('2d');
  const draw = () => {
    pen.fillStyle = 'rgb(${wall} ${wall} ${wall})';
    pen.fillRect(0, 0, 640, 480);
    pen.fillStyle = 'rgb(${head} ${head} ${head})';
    pen.beginPath();
    pen.ellipse(320, 230, 110, 150, 0, 0, 7);
    pen.fill();
  };
  draw();
  setInterval(draw, 100);
  return canvas.captureStream(10);
}`;

const step = { number: 1, of: 6, look: 'left', afterMs: 60_000, light: null };
interface Word {
  readonly problem?: string;
  readonly step?: Partial<Record<keyof typeof step, unknown>>;
}
const asks = (word: Word) =>
  ok({
    ...{ session: 's'.repeat(43), leftMs: 90_000, accepted: false, problem: word.problem ?? null },
    step: { ...step, ...word.step },
  });

const busy = { status: 503, headers: { 'retry-after': '30' }, body: { error: 'tryLater' } };

interface Seen {
  readonly name: string;
  readonly camera?: string;
  /** What the server says when the check begins; without it, it has not begun. */
  readonly word?: Word | 'busy';
}
const bright = cameraOf(190, 120);

/** The camera page while it says something: each hint, and each colour. */
const seen: readonly Seen[] = [
  { name: 'dark', camera: cameraOf(40, 20) },
  { name: 'backlit', camera: cameraOf(60, 235) },
  { name: 'look-left', word: {} },
  { name: 'too-far', word: { problem: 'tooFar', step: { look: 'centre' } } },
  { name: 'not-turned', word: { problem: 'notTurned', step: { look: 'right' } } },
  { name: 'busy', word: 'busy' },
  ...['white', 'blue', 'green', 'amber', 'violet'].map((light) => ({
    name: `lit-${light}`,
    word: { step: { light, look: light === 'green' ? 'right' : 'left' } },
  })),
];

const settled = async (page: Page) => {
  await page.getByRole('button', { name: 'Begin' }).and(page.locator(':not([aria-busy])')).waitFor();
  await page.waitForTimeout(700);
};

export const hintScenes: readonly Scene[] = seen.map(({ name, camera = bright, word }) => ({
  name: `recover-camera-${name}`,
  few: true,
  path: '/recover',
  answers: {
    'GET /api/recovery': ok(recoveryView('faceCheck')),
    ...(word !== undefined && {
      'POST /api/recovery/face-check/session': word === 'busy' ? busy : asks(word),
    }),
  },
  prepare: async (page) => {
    await page.evaluate(camera);
    await press(page, 'I agree, start camera');
    await settled(page);
    if (word === undefined) return;
    await press(page, 'Begin');
    const said =
      word === 'busy' ? page.getByText('Many people are being checked') : page.locator('.camera-progress');
    await said.waitFor();
  },
}));
