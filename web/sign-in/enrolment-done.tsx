import { useState } from 'react';
import type { EnrolmentView } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, Page, PageLink, RefusalNotice } from '../ui/index.ts';
import { keepIdentifier } from './kept-identifier.ts';
import { PasswordSignIn } from './password-sign-in.tsx';
import { usePasskeySignIn } from './use-passkey-sign-in.ts';

/** The set-up session is over; only a sign-in with the new method proves that it works (D29, D30). */
export const EnrolmentDone = ({ view }: { readonly view: EnrolmentView }) => {
  const { t } = useTranslation();
  const passkey = usePasskeySignIn();
  const [typing, setTyping] = useState(false);
  if (typing) return <PasswordSignIn identifier={view.accountName} onOther={() => setTyping(false)} />;
  if (view.done === 'password') {
    return (
      <Page title={t('enrol.done.passwordTitle')} lead={t('enrol.done.lead')}>
        <p>{t('enrol.done.waitForCode')}</p>
        <Button
          kind="primary"
          onPress={() => {
            keepIdentifier(view.accountName);
            setTyping(true);
          }}
        >
          {t('enrol.done.signInPassword')}
        </Button>
      </Page>
    );
  }
  return (
    <Page title={t('enrol.done.passkeyTitle')} lead={t('enrol.done.lead')}>
      <RefusalNotice refusal={passkey.refusal} />
      <Button kind="primary" busy={passkey.busy} onPress={passkey.start}>
        {t('enrol.done.signInPasskey')}
      </Button>
      <PageLink to="/">{t('enrol.done.later')}</PageLink>
    </Page>
  );
};
