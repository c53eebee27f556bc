import { type RecoveryView, recovery } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { IdentifierForm } from '../sign-in/index.ts';
import { Button, HelpDesk, Page, PageLink, RefusalNotice, useCall, useHistoryStep } from '../ui/index.ts';

/** "Do you still have any of these?": asked kindly, believed either way (D12). */
const StillHave = (props: { readonly onNone: () => void }) => {
  const { t } = useTranslation();
  return (
    <Page title={t('recover.still.title')} lead={t('recover.still.lead')}>
      <ul className="fact-list">
        <li>{t('recover.still.passkey')}</li>
        <li>{t('recover.still.app')}</li>
        <li>{t('recover.still.pass')}</li>
      </ul>
      <div className="stack">
        <Button kind="primary" onPress={props.onNone}>
          {t('recover.still.none')}
        </Button>
        <PageLink to="/" kind="secondary">
          {t('recover.still.signIn')}
        </PageLink>
      </div>
    </Page>
  );
};

/** Before there is a recovery: two short pages, then the same answer for whatever name was typed (R23). */
export const Start = (props: { readonly show: (view: RecoveryView) => void }) => {
  const { t, i18n } = useTranslation();
  const [step, go] = useHistoryStep(['still', 'identifier']);
  const call = useCall();
  if (step === 'still') return <StillHave onNone={() => go('identifier')} />;
  return (
    <Page key="identifier" title={t('recover.who.title')} lead={t('recover.who.lead')}>
      <RefusalNotice refusal={call.refusal} />
      <IdentifierForm
        action={t('recover.who.start')}
        busy={call.busy}
        onSubmit={(identifier) => void call.run(() => recovery.start(identifier, i18n.language), props.show)}
      />
      <details className="way-out">
        <summary>{t('recover.wayOut.summary')}</summary>
        <div className="stack">
          <p>{t('recover.wayOut.helpDesk')}</p>
          <HelpDesk />
        </div>
      </details>
    </Page>
  );
};
