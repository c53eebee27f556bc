import { useCallback, useEffect, useRef, useState } from 'react';
import { follow, type RecoveryView, type Refusal, recovery } from '../api/index.ts';

export type RecoveryState =
  | { readonly at: 'loading' }
  | { readonly at: 'unread'; readonly refusal: Refusal }
  /** No recovery in this browser; `lost`: there was one a moment ago (text D). */
  | { readonly at: 'none'; readonly lost: boolean }
  | { readonly at: 'page'; readonly view: RecoveryView };

/** Pages that something elsewhere moves on. */
const followed = new Set(['waitingForWallet', 'withPhone', 'checking']);
/** Pages from which the browser's back button may undo one step on the server. */
const undoable = new Set([
  ...['chooseCountry', 'goToProvider', 'providerDown', 'present', 'waitingForWallet', 'withPhone'],
]);

/** The recovery as the server tells it: read on load, followed while waiting, re-read when the tab is looked at again. */
export const useRecovery = () => {
  const [state, setState] = useState<RecoveryState>({ at: 'loading' });
  const latest = useRef(state);
  const put = useCallback((next: RecoveryState) => {
    // An equal answer must not redraw: a shown pass or a running camera lives in the page.
    if (JSON.stringify(next) === JSON.stringify(latest.current)) return;
    latest.current = next;
    setState(next);
  }, []);
  const show = useCallback((view: RecoveryView) => put({ at: 'page', view }), [put]);

  const refresh = useCallback(async () => {
    const answer = await recovery.read();
    if (answer.ok) return show(answer.value);
    if (answer.refusal.status === 404) return put({ at: 'none', lost: latest.current.at === 'page' });
    // A broken line while waiting: keep the page, the next look tries again.
    if (latest.current.at !== 'page') put({ at: 'unread', refusal: answer.refusal });
  }, [put, show]);

  const kind = state.at === 'page' ? state.view.now.page : null;
  useHistoryOfPages(kind, show, refresh);
  useEffect(() => {
    void refresh();
    const looked = () => document.visibilityState === 'visible' && void refresh();
    const restored = (event: PageTransitionEvent) => event.persisted && void refresh();
    document.addEventListener('visibilitychange', looked);
    window.addEventListener('pageshow', restored);
    return () => {
      document.removeEventListener('visibilitychange', looked);
      window.removeEventListener('pageshow', restored);
    };
  }, [refresh]);
  useEffect(() => {
    if (kind === null || !followed.has(kind)) return;
    return follow(() => void refresh());
  }, [kind, refresh]);
  const forget = useCallback(() => put({ at: 'none', lost: false }), [put]);
  return { state, show, refresh, forget };
};

/**
 * One history entry per kind of page, so that "back" stays inside the recovery: where the server can undo
 * a step it does, elsewhere the true page is simply shown again. Nobody is trapped: every press still
 * uses up one entry.
 */
const useHistoryOfPages = (
  kind: string | null,
  show: (view: RecoveryView) => void,
  refresh: () => Promise<void>,
): void => {
  const at = useRef(0);
  const moving = useRef(false);
  useEffect(() => {
    if (kind === null) return;
    const entry: unknown = history.state?.recoveryPage;
    const index = typeof history.state?.index === 'number' ? history.state.index : -1;
    if (entry === kind) {
      // Reloaded, or come back from another document: this is where we are, or "back" would look like "forward".
      at.current = Math.max(index, 0);
      moving.current = false;
      return;
    }
    // After "back" the entry under us is the earlier page: name it anew instead of piling up entries.
    if (moving.current || index < 0) {
      at.current = Math.max(index, 0);
      history.replaceState({ recoveryPage: kind, index: at.current }, '');
    } else {
      at.current = index + 1;
      history.pushState({ recoveryPage: kind, index: at.current }, '');
    }
    moving.current = false;
  }, [kind]);
  useEffect(() => {
    const popped = async (event: PopStateEvent) => {
      if (kind === null || typeof event.state?.index !== 'number') return;
      const back = event.state.index < at.current;
      at.current = event.state.index;
      moving.current = true;
      const undo = kind === 'withPhone' ? recovery.throwPhoneOut : recovery.back;
      const answer = back && undoable.has(kind) ? await undo() : null;
      if (answer?.ok) show(answer.value);
      else await refresh();
      history.replaceState({ ...history.state, index: at.current }, '');
    };
    const listener = (event: PopStateEvent) => void popped(event);
    window.addEventListener('popstate', listener);
    return () => window.removeEventListener('popstate', listener);
  }, [kind, show, refresh]);
};
