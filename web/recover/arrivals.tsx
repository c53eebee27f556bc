import { useEffect } from 'react';
import { type Answer, type RecoveryView, recovery } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { navigate } from '../routes.ts';
import { Button, Page, PageLink, RefusalNotice, useCall } from '../ui/index.ts';

/** This address belongs to a recovery that another browser started: there is nothing to go on with here. */
const NotHere = () => {
  const { t } = useTranslation();
  return (
    <Page title={t('recover.notHere.title')} lead={t('recover.notHere.lead')}>
      <PageLink to="/recover">{t('recover.notHere.start')}</PageLink>
    </Page>
  );
};

const Arrival = (props: { readonly tell: () => Promise<Answer<RecoveryView>> }) => {
  const { t } = useTranslation();
  const call = useCall((refusal) => {
    // Refused by the server, not by the line: the recovery itself knows what to show.
    if (refusal.status === 0 || refusal.status === 404 || refusal.status >= 500) return false;
    navigate('/recover', 'replace');
    return true;
  });
  const { run } = call;
  const { tell } = props;
  useEffect(() => void run(tell, () => navigate('/recover', 'replace')), [run, tell]);
  if (call.refusal?.status === 404) return <NotHere />;
  return (
    <Page title={t('recover.arrival.title')}>
      {call.refusal === null ? (
        <p role="status">{t('recover.arrival.lead')}</p>
      ) : (
        <>
          <RefusalNotice refusal={call.refusal} />
          <Button
            kind="primary"
            busy={call.busy}
            onPress={() => void run(tell, () => navigate('/recover', 'replace'))}
          >
            {t('errors.retry')}
          </Button>
        </>
      )}
    </Page>
  );
};

const tellReturn = () => {
  const said = new URLSearchParams(location.search).get('status');
  return recovery.returned(said === 'failed' || said === 'cancelled' ? said : 'done');
};

/** Back from the provider. What its address says is a hint: only the credential is proof. */
export const Returned = () => <Arrival tell={tellReturn} />;

let code = '';
const sendCode = () => recovery.sendResponseCode(code);

/** Back from the wallet on this device, with the one-time code that was in the fragment (D24). */
export const BackFromWallet = (props: { readonly code: string }) => {
  code = props.code;
  if (code === '') return <Arrival tell={recovery.read} />;
  return <Arrival tell={sendCode} />;
};
