import { useCallback, useEffect, useState } from 'react';
import { type Answer, type EnrolmentView, enrolment, type Refusal } from '../api/index.ts';
import { useFormats, useTranslation } from '../language/index.ts';
import { Button, HelpDesk, Loading, Notice, Page, PageLink, RefusalNotice, useCall } from '../ui/index.ts';
import { AuthenticatorSetUp } from './authenticator-set-up.tsx';
import { EnrolmentDone } from './enrolment-done.tsx';
import { createPasskey, passkeyLabel } from './passkey.ts';
import { SecretForm } from './secret-form.tsx';

const addPasskey = async (): Promise<Answer<EnrolmentView>> => {
  const options = await enrolment.passkeyOptions();
  if (!options.ok) return options;
  const made = await createPasskey(options.value);
  if (!made.ok) return made;
  return enrolment.addPasskey(made.credential, passkeyLabel(navigator.userAgent));
};

interface PartProps {
  readonly view: EnrolmentView;
  readonly show: (view: EnrolmentView) => void;
  /** "Ended", said the server: over, or done already, in another tab or by a call whose answer was lost. */
  readonly readAgain: () => void;
  readonly choose: (way: 'passkey' | 'password') => void;
}

const useEnrolmentCall = (readAgain: PartProps['readAgain']) =>
  useCall((refusal) => {
    if (refusal.error !== 'enrolmentEnded') return false;
    readAgain();
    return true;
  });

/** Cancelled, timed out or no authenticator at all: the other way is right below, never a dead end (D8). */
const PasskeyPart = ({ view, show, choose, readAgain }: PartProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const call = useEnrolmentCall(readAgain);
  return (
    <Page title={t(`enrol.title.${view.reason}`, { name: view.displayName })} lead={t('enrol.passkey.lead')}>
      <p>{t('enrol.passkey.what')}</p>
      <RefusalNotice refusal={call.refusal} />
      <Button kind="primary" busy={call.busy} onPress={() => void call.run(addPasskey, show)}>
        {call.refusal === null ? t('enrol.passkey.create') : t('enrol.passkey.again')}
      </Button>
      <Button kind={call.refusal === null ? 'quiet' : 'secondary'} onPress={() => choose('password')}>
        {t('enrol.passkey.instead')}
      </Button>
      <p className="quiet small">{t('enrol.until', { time: formats.clock(view.expiresAt) })}</p>
    </Page>
  );
};

const PasswordPart = ({ view, show, choose, readAgain }: PartProps) => {
  const { t } = useTranslation();
  const call = useEnrolmentCall(readAgain);
  const ended = (refusal: Refusal) => {
    if (refusal.error === 'enrolmentEnded') readAgain();
    return refusal.error === 'enrolmentEnded';
  };
  const back = (
    <Button kind="quiet" onPress={() => choose('passkey')}>
      {t('enrol.password.back')}
    </Button>
  );
  if (view.passwordSet) {
    return (
      <Page key="app" title={t('enrol.app.title')} lead={t('enrol.app.lead')}>
        <AuthenticatorSetUp
          start={enrolment.startTotp}
          confirm={enrolment.addTotp}
          onDone={show}
          refused={ended}
        />
        {back}
      </Page>
    );
  }
  return (
    <Page key="password" title={t('enrol.password.title')} lead={t('enrol.password.lead')}>
      <SecretForm
        kind="newPassword"
        hint={t('secret.newPassword.hint')}
        action={t('enrol.password.submit')}
        refusal={call.refusal}
        busy={call.busy}
        onSubmit={(password) => void call.run(() => enrolment.setPassword(password), show)}
      />
      {back}
    </Page>
  );
};

const EnrolmentEnded = () => {
  const { t } = useTranslation();
  return (
    <Page title={t('enrol.ended.title')} lead={t('enrol.ended.lead')}>
      <PageLink to="/" kind="primary">
        {t('enrol.ended.signIn')}
      </PageLink>
      <PageLink to="/recover">{t('enrol.ended.recover')}</PageLink>
      <HelpDesk />
    </Page>
  );
};

/** Guided set-up after a pass or an invitation (D29): a passkey first, else password and authenticator app. */
export const Enrol = () => {
  const { t } = useTranslation();
  const [view, setView] = useState<EnrolmentView | null | 'unread'>('unread');
  const [way, setWay] = useState<'passkey' | 'password' | null>(null);
  const call = useCall((refusal) => {
    if (refusal.status === 401) setView(null);
    return refusal.status === 401;
  });
  const { run } = call;
  const readAgain = useCallback(() => void run(enrolment.read, setView), [run]);
  useEffect(readAgain, [readAgain]);
  if (view === 'unread') {
    if (call.refusal === null) return <Loading />;
    return (
      <Page title={t('layout.notLoaded')}>
        <RefusalNotice refusal={call.refusal} onRetry={readAgain} />
      </Page>
    );
  }
  if (view === null) return <EnrolmentEnded />;
  if (view.done !== null) return <EnrolmentDone view={view} />;
  const chosen = way ?? (view.passwordSet ? 'password' : 'passkey');
  const part = { view, show: setView, choose: setWay, readAgain };
  return chosen === 'password' ? <PasswordPart {...part} /> : <PasskeyPart {...part} />;
};

/** From an invitation's link: the token came in the fragment and is already wiped from the address. */
export const Invitation = (props: { readonly token: string }) => {
  const { t } = useTranslation();
  const call = useCall();
  return (
    <Page title={t('invitation.title')} lead={t('invitation.lead')}>
      {props.token === '' ? (
        <Notice kind="caution">
          <p>{t('invitation.noToken')}</p>
        </Notice>
      ) : (
        <>
          <RefusalNotice refusal={call.refusal} />
          <Button
            kind="primary"
            busy={call.busy}
            onPress={() =>
              void call.run(
                () => enrolment.acceptInvitation(props.token),
                ({ location: to }) => location.assign(to),
              )
            }
          >
            {t('invitation.accept')}
          </Button>
        </>
      )}
    </Page>
  );
};
