import { Link, useBlocker, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';

/** A link inside the portal. `to`: path below `/admin`, with its query if it has one. */
export const PageLink = (props: {
  readonly to: string;
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  readonly children: ReactNode;
}) => (
  <Link to={props.to} {...(props.kind === undefined ? {} : { className: `button button-${props.kind}` })}>
    {props.children}
  </Link>
);

/** Goes to a page of the portal: `go('/profiles')`. */
export const useGo = (): ((to: string, how?: 'push' | 'replace') => void) => {
  const navigate = useNavigate();
  return useCallback((to, how = 'push') => void navigate({ to, replace: how === 'replace' }), [navigate]);
};

/**
 * Asks before the page is left while something would end with it: inside the portal by `isAsked`, with what to do then; for closing
 * the tab by the browser's own question. `isOn` is asked at that moment.
 */
export const useAskBeforeLeaving = (isOn: () => boolean) => {
  const blocker = useBlocker({ shouldBlockFn: isOn, enableBeforeUnload: isOn, withResolver: true });
  return {
    isAsked: blocker.status === 'blocked',
    leave: () => blocker.proceed?.(),
    stay: () => blocker.reset?.(),
  };
};

/** What stands in the address at `$name`. */
export const usePathParam = (name: string): string => {
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const value = params[name];
  if (value === undefined) throw new TypeError(`no $${name} in this page's path`);
  return value;
};

/**
 * Filters that live in the address, so that Back, reload and a bookmark keep them. Names and mail addresses do not belong
 * there: keep what an admin searches for in the page's state.
 */
export const useFilters = <Filters extends Readonly<Record<string, string>>>(
  defaults: Filters,
): readonly [Filters, (change: Partial<Filters>) => void] => {
  const navigate = useNavigate();
  const search: Readonly<Record<string, unknown>> = useRouterState({
    select: ({ location }): Readonly<Record<string, unknown>> => location.search,
  });
  const filters = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, name in search ? String(search[name]) : value]),
  ) as Filters;
  const change = (changed: Partial<Filters>) => {
    const next = Object.entries({ ...filters, ...changed }).filter(
      ([name, value]) => value !== defaults[name],
    );
    void navigate({ to: '.', search: Object.fromEntries(next), replace: true });
  };
  return [filters, change];
};
