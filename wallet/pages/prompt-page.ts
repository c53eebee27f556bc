import { Fault, isRefusal } from '../outcome.ts';
import { createAnswer, verifyRequest } from '../presentation/index.ts';
import { fill } from '../texts.ts';
import { askerName, askPerson, readAuthorities, showDeclined, showShared } from './ask-person.ts';
import { element } from './element.ts';
import type { PageContext } from './page-context.ts';
import { showProblem } from './show-problem.ts';

/**
 * What the platform behind a browser's credential prompt gives to a wallet: it stands in the page before the page begins, where no
 * web page can put it. A web page for a wallet has no such platform; a test plays it, and says so.
 */
interface CredentialPlatform {
  /** Of the page that asks, as the browser knows it. */
  readonly origin: string;
  readonly requests: readonly { readonly protocol: string; readonly data: { readonly request?: unknown } }[];
  /** Once. */
  readonly answer: (answer: {
    readonly protocol: string;
    readonly data: { readonly response: string } | { readonly error: string };
  }) => void;
}

declare global {
  var credentialPlatform: CredentialPlatform | undefined;
}

const protocol = 'openid4vp-v1-signed';

/** `/prompt`: a page asks through the browser (W3C Digital Credentials API, OpenID4VP 1.0 appendix A). */
export async function openPromptPage(context: PageContext): Promise<void> {
  const { frame, texts, now } = context;
  const platform = globalThis.credentialPlatform;
  const asked = platform?.requests.find((each) => each.protocol === protocol)?.data.request;
  if (!platform || typeof asked !== 'string') return showProblem(context, 'noRequest');
  frame.show(texts.present.checking, element('p', { class: 'waiting' }));
  frame.announce(texts.present.checking);
  const fail = (error: string) => {
    platform.answer({ protocol, data: { error } });
    showDeclined(context);
  };
  try {
    const request = await verifyRequest({
      requestObject: asked,
      cameBy: { kind: 'browser', origin: platform.origin },
      authorities: await readAuthorities(context),
      now: now(),
    });
    // Not before the person has read it (OpenID4VP 1.0, 15): an error by itself would tell a page that there is a wallet here.
    if (isRefusal(request))
      return showProblem(context, request.code, {
        label: texts.present.goBack,
        act: () => fail('invalid_request'),
      });
    await askPerson(context, request, {
      share: async (shared) => {
        frame.announce(fill(texts.present.sending, { asker: askerName(request) }));
        platform.answer({ protocol, data: { response: await createAnswer(request, shared, now()) } });
        showShared(context, fill(texts.present.shared, { asker: askerName(request) }), undefined);
      },
      decline: async () => fail('access_denied'),
    });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    showProblem(context, 'fault', { label: texts.again, act: () => void openPromptPage(context) });
  }
}
