/**
 * Where to go after signing in, as a page asked with `?next=`. Only the portal asks, so only its own addresses are honoured:
 * anything else would make the sign-in page an open redirect, which lends a false page our name.
 * @returns path with query, or null.
 */
export const wayBack = (here: { readonly origin: string; readonly search: string }): string | null => {
  const asked = new URLSearchParams(here.search).get('next');
  if (asked === null || !URL.canParse(asked, here.origin)) return null;
  const { origin, pathname, search } = new URL(asked, here.origin);
  if (origin !== here.origin || !/^\/admin(\/|$)/.test(pathname)) return null;
  return `${pathname}${search}`;
};

/** The portal asks for a fresh sign-in. Means nothing unless it is the portal that waits for it. */
export const isAskedAgain = (here: { readonly origin: string; readonly search: string }): boolean =>
  wayBack(here) !== null && new URLSearchParams(here.search).has('again');

/** After a sign-in. `location`: where the server sends everybody; what it has to finish first comes first. */
export const arrive = (signedIn: { readonly location: string }): void => {
  const back = signedIn.location === '/security-info' ? wayBack(location) : null;
  location.assign(back ?? signedIn.location);
};
