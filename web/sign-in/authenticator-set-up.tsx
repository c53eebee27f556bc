import { useEffect, useState } from 'react';
import type { Answer, Refusal, TotpStart } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { CopyButton, Loading, QrCode, RefusalNotice, useCall } from '../ui/index.ts';
import { SecretForm } from './secret-form.tsx';

const groupsOfFour = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;

/** Scan (or type) the secret into an authenticator app, then prove it with one code. */
export const AuthenticatorSetUp = <View,>(props: {
  readonly start: () => Promise<Answer<TotpStart>>;
  readonly confirm: (code: string) => Promise<Answer<View>>;
  readonly onDone: (view: View) => void;
  readonly refused?: (refusal: Refusal) => boolean;
}) => {
  const { t } = useTranslation();
  const call = useCall((refusal) => props.refused?.(refusal) ?? false);
  const [secret, setSecret] = useState<TotpStart | null>(null);
  const { run } = call;
  const { start } = props;
  useEffect(() => void run(start, setSecret), [run, start]);
  if (secret === null) {
    return call.refusal === null ? (
      <Loading />
    ) : (
      <RefusalNotice refusal={call.refusal} onRetry={() => void run(start, setSecret)} />
    );
  }
  return (
    <div className="stack">
      <p>{t('authenticator.scan')}</p>
      <QrCode value={secret.uri} label={t('authenticator.qr')} />
      <details className="more">
        <summary>{t('authenticator.cannotScan')}</summary>
        <div className="stack stack-tight">
          <p>{t('authenticator.typeSecret')}</p>
          <p className="secret">{groupsOfFour(secret.secret)}</p>
          <CopyButton value={secret.secret} label={t('authenticator.copySecret')} />
        </div>
      </details>
      <SecretForm
        kind="code"
        hint={t('authenticator.codeHint')}
        action={t('authenticator.submit')}
        refusal={call.refusal}
        busy={call.busy}
        onSubmit={(code) => void run(() => props.confirm(code), props.onDone)}
      />
    </div>
  );
};
