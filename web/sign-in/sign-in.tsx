import { useEffect, useState } from 'react';
import { type SessionView, signIn } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { navigate } from '../routes.ts';
import { Button, Choice, Page, PageLink, RefusalNotice, useHistoryStep } from '../ui/index.ts';
import { IdentifierForm } from './identifier-form.tsx';
import { keepIdentifier, keptIdentifier } from './kept-identifier.ts';
import { AccessPassSignIn, PasswordSignIn } from './password-sign-in.tsx';
import { SignedInAlready } from './signed-in-already.tsx';
import { usePasskeySignIn } from './use-passkey-sign-in.ts';
import { isAskedAgain } from './way-back.ts';

const steps = ['identifier', 'method', 'others', 'password', 'accessPass'] as const;
type Step = (typeof steps)[number];

const MethodPage = (props: { readonly identifier: string; readonly go: (step: Step) => void }) => {
  const { t } = useTranslation();
  const passkey = usePasskeySignIn();
  return (
    <Page
      title={t('signIn.method.title')}
      lead={
        <>
          {t('signIn.as')} <bdi className="who">{props.identifier}</bdi>
        </>
      }
    >
      <RefusalNotice refusal={passkey.refusal} />
      <p>{t('signIn.method.passkey')}</p>
      <Button kind="primary" busy={passkey.busy} onPress={passkey.start}>
        {t('signIn.withPasskey')}
      </Button>
      <div className="actions">
        <Button kind="quiet" onPress={() => props.go('others')}>
          {t('signIn.other')}
        </Button>
        <Button kind="quiet" onPress={() => props.go('identifier')}>
          {t('signIn.notYou')}
        </Button>
      </div>
    </Page>
  );
};

/** The same list for everyone, whoever they say they are (D14). */
const OtherWays = (props: { readonly go: (step: Step) => void }) => {
  const { t } = useTranslation();
  return (
    <Page title={t('signIn.others.title')}>
      <ul className="plain choices">
        <Choice
          title={t('signIn.others.passkey')}
          detail={t('signIn.others.passkeyDetail')}
          onPress={() => props.go('method')}
        />
        <Choice
          title={t('signIn.others.password')}
          detail={t('signIn.others.passwordDetail')}
          onPress={() => props.go('password')}
        />
        <Choice
          title={t('signIn.others.accessPass')}
          detail={t('signIn.others.accessPassDetail')}
          onPress={() => props.go('accessPass')}
        />
        <Choice
          title={t('signIn.others.recover')}
          detail={t('signIn.others.recoverDetail')}
          onPress={() => navigate('/recover')}
        />
      </ul>
    </Page>
  );
};

export const SignIn = () => {
  const { t } = useTranslation();
  const [kept, go] = useHistoryStep<Step>(steps);
  const [session, setSession] = useState<SessionView | null>(null);
  const identifier = keptIdentifier();
  const step: Step = identifier === '' ? 'identifier' : kept;
  useEffect(() => {
    void signIn.readSession().then((answer) => {
      if (!answer.ok) return;
      // The portal asks somebody who is signed in to show the passkey once more (R34).
      if (isAskedAgain(location) && answer.value.person) {
        keepIdentifier(answer.value.person.accountName);
        go('method');
      } else setSession(answer.value);
    });
  }, [go]);
  if (session?.person && step === 'identifier') {
    return <SignedInAlready person={session.person} onSignedOut={() => setSession(null)} />;
  }
  if (step === 'method') return <MethodPage identifier={identifier} go={go} />;
  if (step === 'others') return <OtherWays go={go} />;
  const other = () => go('others');
  if (step === 'password') return <PasswordSignIn identifier={identifier} onOther={other} />;
  if (step === 'accessPass') return <AccessPassSignIn identifier={identifier} onOther={other} />;
  return (
    <Page title={t('signIn.title')}>
      <IdentifierForm action={t('signIn.next')} onSubmit={() => go('method')} />
      <p>
        {t('signIn.locked')} <PageLink to="/recover">{t('signIn.others.recover')}</PageLink>
      </p>
    </Page>
  );
};
