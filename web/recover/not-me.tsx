import { useState } from 'react';
import { recovery } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, HelpDesk, Notice, Page, RefusalNotice, useCall } from '../ui/index.ts';

/** From the link in a notice: one look, one button (S20). Opening the link alone changes nothing. */
export const NotMe = (props: { readonly token: string }) => {
  const { t } = useTranslation();
  const [ended, setEnded] = useState<'stopped' | 'tooLate' | null>(null);
  const call = useCall();
  if (ended !== null) {
    return (
      <Page key={ended} title={t(`recover.notMe.${ended}Title`)} lead={t(`recover.notMe.${ended}Lead`)}>
        <HelpDesk />
      </Page>
    );
  }
  return (
    <Page title={t('recover.notMe.title')} lead={t('recover.notMe.lead')}>
      {props.token === '' ? (
        <Notice kind="caution">
          <p>{t('recover.notMe.noToken')}</p>
        </Notice>
      ) : (
        <>
          <RefusalNotice refusal={call.refusal} />
          <Button
            kind="primary"
            busy={call.busy}
            onPress={() =>
              void call.run(
                () => recovery.object(props.token),
                ({ stopped }) => setEnded(stopped ? 'stopped' : 'tooLate'),
              )
            }
          >
            {t('recover.notMe.stop')}
          </Button>
        </>
      )}
      <p className="quiet">{t('recover.notMe.wasMe')}</p>
      <HelpDesk />
    </Page>
  );
};
