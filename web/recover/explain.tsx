import { recovery } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, Page, RefusalNotice, useOrganisation } from '../ui/index.ts';
import { type PageProps, useStep } from './page-props.ts';

/** What will happen, what to have ready, and consent to the face check in plain words (R19). */
export const Explain = (props: PageProps<'explain'>) => {
  const { t, i18n } = useTranslation();
  const own = useOrganisation().explainer[i18n.language] ?? '';
  const step = useStep(props);
  return (
    <Page title={t('recover.explain.title')} lead={t('recover.explain.lead')}>
      <section className="stack stack-tight">
        <h2>{t('recover.explain.readyTitle')}</h2>
        <ul>
          <li>{t('recover.explain.readyDocument')}</li>
          <li>{t('recover.explain.readyCamera')}</li>
          <li>{t('recover.explain.readyTime')}</li>
        </ul>
      </section>
      <section className="stack stack-tight">
        <h2>{t('recover.explain.stepsTitle')}</h2>
        <ol>
          <li>{t('recover.explain.stepVerify')}</li>
          <li>{t('recover.explain.stepShow')}</li>
          <li>{t('recover.explain.stepFace')}</li>
          <li>{t('recover.explain.stepPasskey')}</li>
        </ol>
      </section>
      <section className="stack stack-tight">
        <h2>{t('recover.explain.consentTitle')}</h2>
        <p>{t('recover.explain.consentWhat')}</p>
        <p>{t('recover.explain.consentKept')}</p>
      </section>
      {own === '' ? null : (
        <p className="own-words" dir="auto">
          {own}
        </p>
      )}
      <RefusalNotice refusal={step.refusal} />
      <Button kind="primary" busy={step.busy} onPress={() => step.go(recovery.begin)}>
        {t('recover.explain.agree')}
      </Button>
    </Page>
  );
};
