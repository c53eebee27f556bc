import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { loadPhoneTexts, useTranslation } from './language/index.ts';
import { BackFromWallet, NotMe, Recover, Returned } from './recover/index.ts';
import { type Route, routeOf, subscribeToPath } from './routes.ts';
import { Enrol, Invitation, Outbox, SecurityInfo, SignIn } from './sign-in/index.ts';
import { Layout, Loading, Page, PageLink } from './ui/index.ts';

const NotFound = () => {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')} lead={t('notFound.lead')}>
      <PageLink to="/" kind="primary">
        {t('notFound.signIn')}
      </PageLink>
    </Page>
  );
};

/** Links in mails end in `#token=…` or in the bare token. */
const tokenOf = (fragment: URLSearchParams): string => fragment.get('token') ?? [...fragment.keys()][0] ?? '';

/** Its own file: only a second device opens it (D39). */
const Phone = lazy(() =>
  Promise.all([import('./phone/index.ts'), loadPhoneTexts()]).then(([page]) => ({ default: page.Phone })),
);

const contentOf = (route: Exclude<Route, 'recover' | 'phone'>, fragment: URLSearchParams): ReactNode => {
  switch (route) {
    case 'signIn':
      return <SignIn />;
    case 'returned':
      return <Returned />;
    case 'back':
      return <BackFromWallet code={fragment.get('response_code') ?? ''} />;
    case 'notMe':
      return <NotMe token={tokenOf(fragment)} />;
    case 'enrol':
      return <Enrol />;
    case 'securityInfo':
      return <SecurityInfo />;
    case 'invitation':
      return <Invitation token={tokenOf(fragment)} />;
    case 'outbox':
      return <Outbox />;
    case 'notFound':
      return <NotFound />;
  }
};

/** `fragment`: what stood behind `#` when the document was loaded; it is gone from the address by now. */
export const App = (props: { readonly fragment: URLSearchParams }) => {
  const route = routeOf(useSyncExternalStore(subscribeToPath, () => location.pathname));
  if (route === 'recover') return <Recover />;
  if (route === 'phone')
    return (
      <Suspense fallback={<Loading />}>
        <Phone fragment={props.fragment} />
      </Suspense>
    );
  return (
    <Layout key={route}>
      <Suspense fallback={<Loading />}>{contentOf(route, props.fragment)}</Suspense>
    </Layout>
  );
};
