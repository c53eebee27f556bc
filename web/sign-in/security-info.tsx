import { useEffect, useState } from 'react';
import { type Refusal, type SecurityInfoView, securityInfo, signIn } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { navigate } from '../routes.ts';
import { Button, Loading, Notice, Page, PageLink, RefusalNotice, useCall } from '../ui/index.ts';
import { AddMethod } from './add-method.tsx';
import { keepIdentifier } from './kept-identifier.ts';
import { MethodList } from './method-list.tsx';
import { SessionList } from './session-list.tsx';

const signInAgain = async () => {
  const session = await signIn.readSession();
  if (session.ok && session.value.person) keepIdentifier(session.value.person.accountName);
  navigate('/', 'push', { step: 'method' });
};

const SignInAgain = () => {
  const { t } = useTranslation();
  return (
    <Notice kind="caution" title={t('securityInfo.again.title')} announce="alert">
      <p>{t('securityInfo.again.text')}</p>
      <Button onPress={() => void signInAgain()}>{t('securityInfo.again.action')}</Button>
    </Notice>
  );
};

/** What a signed-in person can sign in with, and where they are signed in. */
export const SecurityInfo = () => {
  const { t } = useTranslation();
  const [view, setView] = useState<SecurityInfoView | null>(null);
  const [stale, setStale] = useState(false);
  const refused = (refusal: Refusal) => {
    if (refusal.error === 'signInAgain') {
      setStale(true);
      window.scrollTo(0, 0);
      return true;
    }
    if (refusal.status !== 401) return false;
    navigate('/', 'replace');
    return true;
  };
  const call = useCall(refused);
  const { run } = call;
  useEffect(() => void run(securityInfo.read, setView), [run]);
  const sheet = view === null ? null : { view, show: setView, refused };
  return (
    <Page title={t('securityInfo.title')} lead={t('securityInfo.lead')}>
      <RefusalNotice refusal={call.refusal} onRetry={() => void run(securityInfo.read, setView)} />
      {stale ? <SignInAgain /> : null}
      {view === null && call.refusal === null ? <Loading /> : null}
      {sheet ? (
        <>
          <MethodList {...sheet} />
          <AddMethod {...sheet} />
          <SessionList {...sheet} />
        </>
      ) : null}
      <div className="actions">
        <Button busy={call.busy} onPress={() => void run(signIn.out, () => navigate('/', 'replace'))}>
          {t('securityInfo.signOut')}
        </Button>
        <PageLink to="/">{t('securityInfo.toSignIn')}</PageLink>
      </div>
    </Page>
  );
};
