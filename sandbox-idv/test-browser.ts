/** For tests: the person's browser without scripts. Keeps cookies, follows no redirects. Imported by tests only. */
import type { TestInstallation } from './test-installation.ts';

export interface TestBrowser {
  get(path: string): Promise<Response>;
  post(path: string, form?: Record<string, string> | FormData): Promise<Response>;
}

export function openTestBrowser(installation: TestInstallation): TestBrowser {
  let cookie = '';
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(new URL(path, installation.origin), {
      ...init,
      headers: { cookie },
      redirect: 'manual',
    });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return response;
  };
  return {
    get: (path) => send(path, {}),
    post: (path, form = {}) =>
      send(path, { method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form) }),
  };
}

/** The usual way up to the offer: hand-over, first page, specimen. */
export async function goToOffer(
  installation: TestInstallation,
  outcome = 'pass',
  credential = 'identity',
): Promise<{ readonly browser: TestBrowser; readonly offerUri: string; readonly txCode: string }> {
  const browser = openTestBrowser(installation);
  await browser.get(`/start?token=${await installation.createToken()}`);
  await browser.post('/check', { country: 'DE', documentType: 'passport', outcome, credential });
  await browser.post('/check/specimen', { specimen: 'mara' });
  const page = await (await browser.get('/check/credential')).text();
  const link = /href="([^"]+\/offer\?[^"]+)"/.exec(page)?.[1] ?? '';
  return {
    browser,
    offerUri: new URL(link).searchParams.get('credential_offer_uri') ?? '',
    txCode: /data-tx-code="(\d{6})"/.exec(page)?.[1] ?? '',
  };
}
