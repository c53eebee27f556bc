import { useCallback, useEffect, useState } from 'react';
import type { Answer, PhoneView, Refusal } from '../api/index.ts';
import { forgetOpening, keepOpening, keptOpening } from './kept-link.ts';
import { phone } from './phone-api.ts';

export type PhoneState =
  | { readonly at: 'loading' }
  | { readonly at: 'unread'; readonly refusal: Refusal }
  /** The link was opened before, or is too old. */
  | { readonly at: 'linkUsed' }
  /** This browser is no phone of an open recovery, or no longer. */
  | { readonly at: 'none' }
  | { readonly at: 'page'; readonly view: PhoneView };

/** How long a wallet or a camera may keep somebody is unknown: the page asks. */
const askEveryMs = 2_000;

/** What came with the address: the link of a code, a wallet's one-time code, or neither after a reload. */
const arrive = (fragment: URLSearchParams): Promise<Answer<PhoneView>> => {
  const link = fragment.get('link');
  const opening = link === null ? keptOpening() : keepOpening(link);
  if (opening !== null) return phone.join(opening);
  const code = fragment.get('response_code');
  return code === null ? phone.read() : phone.bringCode(code);
};

const stateOf = ({ refusal }: { readonly refusal: Refusal }): PhoneState => {
  if (refusal.error === 'linkUsed') return { at: 'linkUsed' };
  return refusal.status === 404 || refusal.status === 400 ? { at: 'none' } : { at: 'unread', refusal };
};

/** The phone's part as the server tells it: opened once, asked while something else decides, read again when it is looked at. */
export const usePhone = (fragment: URLSearchParams) => {
  const [state, setState] = useState<PhoneState>({ at: 'loading' });
  const put = useCallback((answer: Answer<PhoneView>) => {
    // A broken line keeps the page; only a first look has nothing to keep.
    setState((before) => {
      const next = answer.ok ? ({ at: 'page', view: answer.value } as const) : stateOf(answer);
      // An equal answer redraws nothing.
      const isKept = next.at === 'unread' && before.at === 'page';
      return isKept || JSON.stringify(next) === JSON.stringify(before) ? before : next;
    });
  }, []);
  const open = useCallback(async () => {
    const answer = await arrive(fragment);
    if (answer.ok || answer.refusal.status === 409 || answer.refusal.status === 400) forgetOpening();
    put(answer);
  }, [fragment, put]);
  const refresh = useCallback(async () => put(await phone.read()), [put]);

  useEffect(() => void open(), [open]);
  useEffect(() => {
    // Another code, opened in this very tab: only its fragment is new, and no document is loaded for that. Then one is.
    const reopen = () => location.reload();
    window.addEventListener('hashchange', reopen);
    return () => window.removeEventListener('hashchange', reopen);
  }, []);
  useEffect(() => {
    if (state.at !== 'page') return;
    const looked = () => document.visibilityState === 'visible' && void refresh();
    document.addEventListener('visibilitychange', looked);
    // While a camera is on nothing is redrawn under it.
    const isBusy = state.view.now.page === 'faceCheck';
    const timer = isBusy ? undefined : setInterval(() => void refresh(), askEveryMs);
    return () => {
      document.removeEventListener('visibilitychange', looked);
      clearInterval(timer);
    };
  }, [state, refresh]);
  const show = useCallback((view: PhoneView) => setState({ at: 'page', view }), []);
  return { state, show, open, refresh };
};
