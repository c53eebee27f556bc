import { useState } from 'react';
import { type RecoveryView, recovery } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { IdentifierForm, isAboutIdentifier, keptIdentifier } from '../sign-in/index.ts';
import {
  Button,
  type Call,
  HelpDesk,
  Page,
  PageLink,
  RefusalNotice,
  useCall,
  useHistoryStep,
} from '../ui/index.ts';

interface StillHaveProps {
  /** Typed on the sign-in page; empty when the person came here directly. */
  readonly identifier: string;
  readonly call: Call;
  readonly onNone: () => void;
  readonly onOther: () => void;
}

/** "Do you still have any of these?": asked kindly, believed either way (D12). */
const StillHave = ({ identifier, call, onNone, onOther }: StillHaveProps) => {
  const { t } = useTranslation();
  return (
    <Page title={t('recover.still.title')} lead={t('recover.still.lead')}>
      <RefusalNotice refusal={call.refusal} />
      <ul className="fact-list">
        <li>{t('recover.still.passkey')}</li>
        <li>{t('recover.still.app')}</li>
        <li>{t('recover.still.pass')}</li>
      </ul>
      {identifier !== '' && (
        <p>
          {t('recover.still.account')} <bdi>{identifier}</bdi>
        </p>
      )}
      <div className="stack">
        <Button kind="primary" busy={call.busy} onPress={onNone}>
          {t('recover.still.none')}
        </Button>
        <PageLink to="/" kind="secondary">
          {t('recover.still.signIn')}
        </PageLink>
        {identifier !== '' && (
          <Button kind="quiet" onPress={onOther}>
            {t('recover.still.other')}
          </Button>
        )}
      </div>
    </Page>
  );
};

/** Before there is a recovery: the same answer for whatever name was typed (R23). Who typed it at sign-in does not type it again. */
export const Start = (props: { readonly show: (view: RecoveryView) => void }) => {
  const { t } = useTranslation();
  const [step, go] = useHistoryStep(['still', 'identifier']);
  const [kept] = useState(keptIdentifier);
  const call = useCall();
  const start = (identifier: string) => void call.run(() => recovery.start(identifier), props.show);
  if (step === 'still') {
    const onNone = () => (kept === '' ? go('identifier') : start(kept));
    return <StillHave identifier={kept} call={call} onNone={onNone} onOther={() => go('identifier')} />;
  }
  return (
    <Page key="identifier" title={t('recover.who.title')} lead={t('recover.who.lead')}>
      <RefusalNotice refusal={isAboutIdentifier(call.refusal) ? null : call.refusal} />
      <IdentifierForm
        action={t('recover.who.start')}
        busy={call.busy}
        refusal={call.refusal}
        onSubmit={start}
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
