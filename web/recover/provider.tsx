import { useEffect, useState } from 'react';
import { recovery } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, Notice, Page, RefusalNotice, useOrganisation } from '../ui/index.ts';
import { type PageProps, useStep } from './page-props.ts';

const useHandOver = (props: Pick<PageProps<'goToProvider'>, 'show' | 'refresh'>, onDown = () => {}) => {
  const step = useStep(props);
  const { language } = useTranslation().i18n;
  const handOver = () =>
    void step.run(
      () => recovery.handOver(language),
      // No address when the provider cannot be reached: then the recovery says so itself.
      (answer) => {
        if ('location' in answer) return location.assign(answer.location);
        onDown();
        props.show(answer);
      },
    );
  return { ...step, handOver };
};

/** One sentence each: what happens there, what is shared, what is never kept. Then away. */
export const GoToProvider = (props: PageProps<'goToProvider'>) => {
  const { t } = useTranslation();
  const { name: organisation } = useOrganisation();
  const { handOver, ...step } = useHandOver(props);
  const { providerName: provider, returned } = props.now;
  return (
    <Page
      title={returned ? t('recover.provider.returnedTitle') : t('recover.provider.title')}
      lead={
        returned ? t('recover.provider.returnedLead', { provider }) : t('recover.provider.lead', { provider })
      }
    >
      <dl className="facts">
        <div>
          <dt>{t('recover.provider.thereTitle')}</dt>
          <dd>{t('recover.provider.there')}</dd>
        </div>
        <div>
          <dt>{t('recover.provider.sharedTitle')}</dt>
          <dd>{t('recover.provider.shared', { provider, organisation })}</dd>
        </div>
        <div>
          <dt>{t('recover.provider.keptTitle')}</dt>
          <dd>{t('recover.provider.kept', { organisation })}</dd>
        </div>
      </dl>
      <RefusalNotice refusal={step.refusal} onRetry={handOver} />
      <Button kind="primary" busy={step.busy} onPress={handOver}>
        {t('recover.provider.go', { provider })}
      </Button>
      <p className="quiet small">{t('recover.provider.comeBack')}</p>
    </Page>
  );
};

/** The recovery is kept; trying again costs nothing, and leads straight to the provider once it is back. */
export const ProviderDown = (props: PageProps<'providerDown'>) => {
  const { t } = useTranslation();
  const [stillDown, setStillDown] = useState(false);
  const { handOver, ...step } = useHandOver(props, () => setStillDown(true));
  useEffect(() => {
    // Looks again by itself, seldom: the person may just leave the tab open.
    const timer = setInterval(() => void props.refresh(), 20_000);
    return () => clearInterval(timer);
  }, [props.refresh]);
  return (
    <Page
      title={t('recover.providerDown.title')}
      lead={t('recover.providerDown.lead', { provider: props.now.providerName })}
    >
      <p>{t('recover.providerDown.kept')}</p>
      <div role="status" className="late">
        {stillDown && !step.busy && step.refusal === null ? (
          <Notice kind="caution">
            <p>{t('recover.providerDown.still')}</p>
          </Notice>
        ) : null}
      </div>
      <RefusalNotice refusal={step.refusal} />
      <Button kind="primary" busy={step.busy} onPress={handOver}>
        {t('recover.providerDown.again')}
      </Button>
    </Page>
  );
};
