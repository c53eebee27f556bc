import { useEffect, useState } from 'react';
import { type Answer, type RecoveryView, recovery } from '../api/index.ts';
import { type PageProps, useStep } from './page-props.ts';

/** Asks for a fresh request each time; link, QR code and prompt are never the same request (D24). */
export const useWallet = (props: Pick<PageProps<'present'>, 'show' | 'refresh'>) => {
  const step = useStep(props);
  const openHere = () =>
    void step.run(recovery.present, ({ address }) => {
      location.assign(address);
      // A wallet app opens over this page and leaves it standing; then it shows that it waits.
      setTimeout(() => void props.refresh(), 1500);
    });
  return { ...step, openHere };
};

const protocol = 'openid4vp-v1-signed';

/** Does this browser ask wallets itself (W3C Digital Credentials API)? One that cannot say which protocols it carries may. */
const canAsk = (): boolean =>
  typeof DigitalCredential !== 'undefined' && (DigitalCredential.userAgentAllowsProtocol?.(protocol) ?? true);

/** Its own file: only browsers that can ask load it (D39). */
const loadPrompt = () => import('./ask-browser.ts');
const askBrowser = (): Promise<Answer<RecoveryView | null>> =>
  loadPrompt().then(
    (file) => file.askBrowser(),
    () => ({ ok: false, refusal: { status: 0, error: 'network' } }),
  );

/** The prompt of the browser, where it has one and may be used. `tried`: it was, and led nowhere; the other ways are open. */
export const useBrowserPrompt = (props: PageProps<'present'>) => {
  const step = useStep(props);
  const [tried, setTried] = useState(false);
  const able = props.now.inBrowser && canAsk();
  useEffect(() => {
    // The press must not wait for it: a browser prompts only shortly after one.
    if (able) void loadPrompt().catch(() => {});
  }, [able]);
  const ask = () =>
    void step.run(
      () => {
        setTried(true);
        return askBrowser();
      },
      (view) => view !== null && props.show(view),
    );
  return { ...step, able, tried: tried && !step.busy, ask };
};
