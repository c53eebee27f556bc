import { request as sendRequest } from 'node:http';
import type { Page, Request, Route } from 'playwright-core';
import type { House } from './house.ts';

/**
 * `kill -9` of Regain between two steps, as a person's browser sees it. `path`: the POST in which Regain takes the step;
 * a path that ends in `/` stands for everything below it.
 */
export interface Blow {
  readonly page: Page;
  readonly house: House;
  readonly path: string;
}

/**
 * Regain has taken the step and written its answer, and is killed before a byte of it reaches the browser, which sees a
 * broken line. Not even a cookie arrives. Resolves when Regain is back.
 */
export async function losesAnswer(blow: Blow, act: () => Promise<void>): Promise<void> {
  await intercept(blow, act, async (route) => {
    const status = await sendByHand(route.request());
    if (status >= 300) {
      const said = blow.house.output().slice(-2_000);
      throw new Error(
        `${blow.path} was refused (${status}); there was no answer to lose. Printed last:\n${said}`,
      );
    }
    const back = blow.house.killRegain();
    await route.abort('connectionreset');
    await back;
  });
}

/** Regain is killed when the answer before has arrived, and is back when the browser makes its next request by itself. */
export async function diesBefore(blow: Blow, act: () => Promise<void>): Promise<void> {
  await intercept(blow, act, async (route) => {
    await blow.house.killRegain();
    await route.continue();
  });
}

async function intercept(
  { page, house, path }: Blow,
  act: () => Promise<void>,
  strike: (route: Route) => Promise<void>,
): Promise<void> {
  const isMeant = ({ origin, pathname }: URL) =>
    origin === house.origin && (path.endsWith('/') ? pathname.startsWith(path) : pathname === path);
  const struck = Promise.withResolvers<void>();
  let isFirst = true;
  const handler = async (route: Route) => {
    if (route.request().method() !== 'POST' || !isFirst) return route.continue();
    isFirst = false;
    await strike(route).then(struck.resolve, struck.reject);
  };
  await page.route(isMeant, handler);
  try {
    await act();
    await struck.promise;
  } finally {
    await page.unroute(isMeant, handler);
  }
}

/** Past the browser, whose cookies an answer fetched through it would still set. */
async function sendByHand(request: Request): Promise<number> {
  const url = request.url();
  const body = request.postDataBuffer();
  const cookies = await request.frame().page().context().cookies(url);
  const headers = {
    ...request.headers(),
    origin: new URL(request.frame().url()).origin,
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    'content-length': body?.length ?? 0,
  };
  return await new Promise((resolve, reject) => {
    const sent = sendRequest(url, { method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
