/** The path switch: every address the pages answer to. The server serves index.html for exactly these. */
const routes = new Map([
  ['/', 'signIn'],
  ['/recover', 'recover'],
  ['/recover/returned', 'returned'],
  ['/recover/back', 'back'],
  ['/phone', 'phone'],
  ['/recover/not-me', 'notMe'],
  ['/enrol', 'enrol'],
  ['/security-info', 'securityInfo'],
  ['/invitation', 'invitation'],
  ['/outbox', 'outbox'],
] as const);

export type Route = (typeof routes extends Map<string, infer Name> ? Name : never) | 'notFound';

export const routeOf = (pathname: string): Route => {
  const path = pathname.replace(/\/+$/, '') || '/';
  return (routes as ReadonlyMap<string, Route>).get(path) ?? 'notFound';
};

const moved = 'regain:moved';

/** Goes to another page of ours without loading the document again. */
export const navigate = (path: string, how: 'push' | 'replace' = 'push', state: unknown = null): void => {
  if (how === 'push') history.pushState(state, '', path);
  else history.replaceState(state, '', path);
  window.dispatchEvent(new Event(moved));
};

export const subscribeToPath = (changed: () => void): (() => void) => {
  window.addEventListener('popstate', changed);
  window.addEventListener(moved, changed);
  return () => {
    window.removeEventListener('popstate', changed);
    window.removeEventListener(moved, changed);
  };
};

/**
 * Reads the fragment and wipes it from the address and the history, so that a one-time code or an
 * invitation is neither reloaded, nor copied with the address, nor found later in the history (D24).
 */
export const takeFragment = (): URLSearchParams => {
  const fragment = new URLSearchParams(location.hash.slice(1));
  if (location.hash !== '') {
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return fragment;
};
