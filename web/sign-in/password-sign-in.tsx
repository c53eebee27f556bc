import { useState } from 'react';
import { signIn } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, Page, RefusalNotice, useCall } from '../ui/index.ts';
import { SecretForm } from './secret-form.tsx';
import { arrive } from './way-back.ts';

/** Two small steps, one request: the answer never says which of the two was wrong. */
export const PasswordSignIn = (props: { readonly identifier: string; readonly onOther: () => void }) => {
  const { t } = useTranslation();
  const [password, setPassword] = useState<string | null>(null);
  const call = useCall((refusal) => {
    if (refusal.status !== 0) setPassword(null);
    return false;
  });
  const send = (code: string) =>
    void call.run(
      () => signIn.withPassword({ identifier: props.identifier, password: password ?? '', code }),
      arrive,
    );
  const lead = (
    <>
      {t('signIn.as')} <bdi className="who">{props.identifier}</bdi>
    </>
  );
  return (
    <Page
      key={password === null ? 'password' : 'code'}
      title={password === null ? t('signIn.password.title') : t('signIn.code.title')}
      lead={lead}
    >
      <RefusalNotice refusal={call.refusal} />
      {password === null ? (
        <SecretForm
          key="password"
          kind="password"
          action={t('signIn.password.next')}
          onSubmit={setPassword}
        />
      ) : (
        <SecretForm
          key="code"
          kind="code"
          hint={t('signIn.code.hint')}
          action={t('signIn.code.submit')}
          busy={call.busy}
          onSubmit={send}
        />
      )}
      <div className="actions">
        {password !== null ? (
          <Button kind="quiet" onPress={() => setPassword(null)}>
            {t('signIn.code.changePassword')}
          </Button>
        ) : null}
        <Button kind="quiet" onPress={props.onOther}>
          {t('signIn.other')}
        </Button>
      </div>
    </Page>
  );
};

export const AccessPassSignIn = (props: { readonly identifier: string; readonly onOther: () => void }) => {
  const { t } = useTranslation();
  const call = useCall();
  return (
    <Page title={t('signIn.accessPass.title')} lead={t('signIn.accessPass.lead')}>
      <RefusalNotice refusal={call.refusal} />
      <SecretForm
        kind="pass"
        action={t('signIn.accessPass.submit')}
        busy={call.busy}
        onSubmit={(pass) =>
          void call.run(() => signIn.withAccessPass({ identifier: props.identifier, pass }), arrive)
        }
      />
      <Button kind="quiet" onPress={props.onOther}>
        {t('signIn.other')}
      </Button>
    </Page>
  );
};
