import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { localeOf } from '../language/formats.ts';
import { type Answer, createPortalQueries, type SessionView } from './api/index.ts';
import { useLanguage } from './language/index.ts';
import { createPortalRouter } from './routes.tsx';
import type { Section } from './section.ts';
import { SessionDoor, SessionProvider } from './session/index.ts';

const Inside = (props: { readonly session: SessionView; readonly sections: readonly Section[] }) => {
  const queries = useMemo(createPortalQueries, []);
  const router = useMemo(() => createPortalRouter(props.sections), [props.sections]);
  return (
    <QueryClientProvider client={queries}>
      <SessionProvider first={props.session}>
        <RouterProvider router={router} />
      </SessionProvider>
    </QueryClientProvider>
  );
};

/** The whole portal, once it is known who is there. `answer`: of `GET /api/admin/session`. */
export const Portal = (props: {
  readonly answer: Answer<SessionView>;
  readonly sections: readonly Section[];
}) => {
  const locale = localeOf(useLanguage());
  return (
    <I18nProvider locale={locale}>
      <SessionDoor answer={props.answer}>
        {(session) => <Inside session={session} sections={props.sections} />}
      </SessionDoor>
    </I18nProvider>
  );
};
