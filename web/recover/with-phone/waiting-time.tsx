import { recovery } from '../../api/index.ts';
import { useFormats, usePhoneTexts } from '../../language/index.ts';
import { Button, Page, RefusalNotice, useEnded } from '../../ui/index.ts';
import { type PageProps, useStep } from '../page-props.ts';

/** Proved with a second device: time for everybody on record to object, and then back to this browser (D25). */
export const WaitingTime = (props: PageProps<'waiting'>) => {
  const { t } = usePhoneTexts();
  const { moment } = useFormats();
  const step = useStep(props);
  const isOver = useEnded(props.now.until);
  if (isOver)
    return (
      <Page title={t('wait.overTitle')} lead={t('wait.overLead')}>
        <RefusalNotice refusal={step.refusal} />
        <Button kind="primary" busy={step.busy} onPress={() => step.go(recovery.proceed)}>
          {t('wait.continue')}
        </Button>
      </Page>
    );
  return (
    <Page title={t('wait.title')} lead={t('wait.lead', { time: moment(props.now.until) })}>
      <p>{t('wait.why')}</p>
      <p>{t('wait.comeBack')}</p>
    </Page>
  );
};
