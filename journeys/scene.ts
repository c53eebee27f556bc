import type { Page } from 'playwright-core';

/** One page of Regain in one state, told by canned answers, so that states which need time or failure are at hand. */
export interface Scene {
  readonly name: string;
  readonly path: string;
  /** By `METHOD /path`; what is not here, the running house answers. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** On the page, before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** The page's clock can be turned. */
  readonly clock?: true;
  /** A state of a page that is looked at in all views elsewhere. */
  readonly few?: true;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What the server would say. */
export const ok = (body: unknown): Answer => ({ body });
export const refusal = (status: number, error: string, field?: string): Answer => ({
  status,
  body: { error, ...(field !== undefined && { field }) },
});

/** A button or a link, by its whole name. */
export const press = (page: Page, name: string) =>
  page
    .getByRole('button', { name, exact: true })
    .or(page.getByRole('link', { name, exact: true }))
    .first()
    .click();
/** A `details`, by what its summary says. */
export const open = (page: Page, name: string) =>
  page.locator('summary').filter({ hasText: name }).first().click();
export const inDialog = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog').getByRole('button', { name }).first().click();
/** Waits for the notice that says what went wrong. */
export const says = (page: Page) => page.getByRole('alert').first().waitFor();

/** Opens a scene; the page has settled when this resolves. */
export async function playScene(page: Page, origin: string, scene: Scene): Promise<void> {
  const { answers = {}, path, prepare } = scene;
  await page.unrouteAll();
  await page.route(
    (url) => url.origin === origin && url.pathname.startsWith('/api/'),
    async (route) => {
      const request = route.request();
      const answer = answers[`${request.method()} ${new URL(request.url()).pathname}`];
      if (answer === undefined) return route.continue();
      const { status = 200, headers = {}, body } = answer;
      await route.fulfill({ status, headers, json: body });
    },
  );
  await page.goto('about:blank');
  await page.goto(`${origin}${path}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await prepare?.(page);
}
