import { type Answer, type BrowserRequestView, type RecoveryView, recovery } from '../api/index.ts';

/** As long as a request lives. */
const longestPromptMs = 5 * 60_000;
const tries = 3;
const pauseMs = 1_000;

/** What a wallet says through the browser (OpenID4VP 1.0, A.3 and A.4). */
type Said = { readonly response: string } | { readonly error: string };

const nothingShared = { ok: true, value: null } as const;

/**
 * Asks through the browser's own prompt and brings the answer. Null: nothing was shared, whether the person closed the prompt, the
 * wallet said no, or there was none; a browser does not tell these apart, and the other ways stay open.
 */
export const askBrowser = async (): Promise<Answer<RecoveryView | null>> => {
  const asked = await recovery.askInBrowser();
  if (!asked.ok) return asked;
  const said = await prompt(asked.value).catch(() => null);
  if (said === null) return nothingShared;
  const brought = await bring({ id: asked.value.id, ...said });
  return 'error' in said ? nothingShared : brought;
};

const prompt = async ({ protocol, request }: BrowserRequestView): Promise<Said | null> => {
  const options = {
    digital: { requests: [{ protocol, data: { request } }] },
    mediation: 'required',
    signal: AbortSignal.timeout(longestPromptMs),
  };
  const credential = (await navigator.credentials.get(options as CredentialRequestOptions)) as
    | (Credential & { readonly data: unknown })
    | null;
  // Some browsers give the object as text.
  const data: unknown = typeof credential?.data === 'string' ? JSON.parse(credential.data) : credential?.data;
  if (typeof data !== 'object' || data === null) return null;
  const { response, error } = data as Record<string, unknown>;
  if (typeof response === 'string') return { response };
  return typeof error === 'string' ? { error: error.slice(0, 200) } : null;
};

/** The same bytes get the same reply: a line that breaks costs nobody another look into the wallet (D24). */
const bring = async (answer: { readonly id: string } & Said): Promise<Answer<RecoveryView>> => {
  for (let tried = 1; ; tried += 1) {
    const brought = await recovery.bringAnswer(answer);
    if (brought.ok || brought.refusal.status !== 0 || tried === tries) return brought;
    await new Promise((later) => setTimeout(later, pauseMs));
  }
};
