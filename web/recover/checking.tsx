import { useEffect } from 'react';
import { recovery } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, Notice, Page, RefusalNotice, Waiting } from '../ui/index.ts';
import { type PageProps, useStep } from './page-props.ts';

const nudgeMs = 6000;

/** A step runs on the server. Asking it to go on is harmless, and needed after it was restarted. */
export const Checking = (props: PageProps<'checking'>) => {
  const { t } = useTranslation();
  const { show } = props;
  const step = useStep(props);
  useEffect(() => {
    let here = true;
    const nudge = () =>
      void recovery.proceed().then((answer) => {
        if (here && answer.ok) show(answer.value);
      });
    nudge();
    const timer = setInterval(nudge, nudgeMs);
    return () => {
      here = false;
      clearInterval(timer);
    };
  }, [show]);
  return (
    <Page title={t('recover.checking.title')} lead={t('recover.checking.lead')}>
      <Waiting
        late={
          <Notice kind="caution" title={t('recover.checking.lateTitle')}>
            <p>{t('recover.checking.late')}</p>
            <Button busy={step.busy} onPress={() => step.go(recovery.proceed)}>
              {t('recover.checking.again')}
            </Button>
          </Notice>
        }
      >
        {t('recover.checking.now')}
      </Waiting>
      <RefusalNotice refusal={step.refusal} />
    </Page>
  );
};
