import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { type Role, type SessionView, useRead } from '../api/index.ts';

const SessionContext = createContext<SessionView | null>(null);

/** Who is signed in. Only inside the frame, where somebody always is. */
export const useSession = (): SessionView => {
  const session = useContext(SessionContext);
  if (session === null) throw new TypeError('useSession outside of the portal');
  return session;
};

/** For showing or leaving out what a role may not do; the server decides all the same. */
export const useHasRole = (...roles: readonly Role[]): boolean =>
  useSession().roles.some((each) => roles.includes(each));

const lookEvery = 60_000;

export const SessionProvider = (props: { readonly first: SessionView; readonly children: ReactNode }) => {
  const queries = useQueryClient();
  useState(() => queries.setQueryData(['/session', {}], { value: props.first, etag: null }));
  const { loaded } = useRead<SessionView>('/session', { pollEvery: lookEvery });
  return <SessionContext value={loaded?.value ?? props.first}>{props.children}</SessionContext>;
};
