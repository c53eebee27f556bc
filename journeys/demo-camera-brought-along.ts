import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';

const project = resolve(import.meta.dirname, '..');
const folders = [join(project, 'example', 'public'), join(project, 'example', 'specimens')];
const attach = `addEventListener('DOMContentLoaded', () => {
  const script = document.createElement('script');
  Object.assign(script, { type: 'module', src: '/demo/demo-camera.js' });
  document.head.append(script);
})`;

/**
 * Somebody whose browser holds a drawing before the camera, on a Regain that serves none: what an attacker would do (D7), and
 * what a story without a face has to do.
 */
export async function bringDemoCamera(page: Page): Promise<void> {
  await page.context().route('**/demo/*', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    const path = folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
    await (path === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ path }));
  });
  await page.addInitScript(attach);
}
