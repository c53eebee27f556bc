import { useState } from 'react';
import { type Answer, type SecurityInfoView, securityInfo } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, Notice, RefusalNotice, useCall } from '../ui/index.ts';
import { AuthenticatorSetUp } from './authenticator-set-up.tsx';
import { createPasskey, passkeyLabel } from './passkey.ts';
import { SecretForm } from './secret-form.tsx';
import type { SheetProps } from './sheet-props.ts';

const addPasskey = async (): Promise<Answer<SecurityInfoView>> => {
  const options = await securityInfo.passkeyOptions();
  if (!options.ok) return options;
  const made = await createPasskey(options.value);
  if (!made.ok) return made;
  return securityInfo.addPasskey(made.credential, passkeyLabel(navigator.userAgent));
};

export const AddMethod = ({ show, refused }: SheetProps) => {
  const { t } = useTranslation();
  const call = useCall(refused);
  const [open, setOpen] = useState<'totp' | 'password' | null>(null);
  const [added, setAdded] = useState<'passkey' | 'totp' | 'password' | null>(null);
  const done = (kind: 'passkey' | 'totp' | 'password') => (view: SecurityInfoView) => {
    show(view);
    setOpen(null);
    setAdded(kind);
  };
  const choose = (kind: 'totp' | 'password') => {
    setAdded(null);
    setOpen(open === kind ? null : kind);
  };
  return (
    <section className="stack" aria-labelledby="add-title">
      <h2 id="add-title">{t('securityInfo.add')}</h2>
      <RefusalNotice refusal={open === 'password' ? null : call.refusal} />
      <div role="status" className="late">
        {added ? <Notice kind="good">{<p>{t(`securityInfo.added.${added}`)}</p>}</Notice> : null}
      </div>
      <div className="row">
        <Button busy={call.busy} onPress={() => void call.run(addPasskey, done('passkey'))}>
          {t('securityInfo.addPasskey')}
        </Button>
        <Button onPress={() => choose('totp')}>{t('securityInfo.addTotp')}</Button>
        <Button onPress={() => choose('password')}>{t('securityInfo.setPassword')}</Button>
      </div>
      {open === 'totp' ? (
        <AuthenticatorSetUp
          start={securityInfo.startTotp}
          confirm={securityInfo.addTotp}
          onDone={done('totp')}
          refused={refused}
        />
      ) : null}
      {open === 'password' ? (
        <SecretForm
          kind="newPassword"
          hint={t('secret.newPassword.hint')}
          action={t('securityInfo.savePassword')}
          refusal={call.refusal}
          busy={call.busy}
          onSubmit={(password) => void call.run(() => securityInfo.setPassword(password), done('password'))}
        />
      ) : null}
    </section>
  );
};
