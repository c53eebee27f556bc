import { recovery } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { usePasskeySignIn } from '../sign-in/index.ts';
import { Button, HelpDesk, Notice, Page, PageLink, RefusalNotice } from '../ui/index.ts';
import { type PageProps, useStep } from './page-props.ts';
import { StartAgain, ToSignIn } from './start-again.tsx';

/** The pass is redeemed: set up a new method, or sign in with the one just made. */
export const EnrolOrSignIn = (props: PageProps<'enrol'>) => {
  const { t } = useTranslation();
  const passkey = usePasskeySignIn();
  const step = useStep(props);
  if (props.now.newMethodReady) {
    return (
      <Page title={t('recover.enrol.readyTitle')} lead={t('recover.enrol.readyLead')}>
        <RefusalNotice refusal={passkey.refusal} />
        <Button kind="primary" busy={passkey.busy} onPress={passkey.start}>
          {t('signIn.withPasskey')}
        </Button>
        <PageLink to="/">{t('recover.enrol.otherSignIn')}</PageLink>
      </Page>
    );
  }
  // The answer to the redemption may have been lost, and the way in with it: it is asked for again.
  const enter = () => void step.run(recovery.enterSetUp, ({ location: to }) => location.assign(to));
  if (props.now.enrolmentOpen) {
    return (
      <Page title={t('recover.enrol.openTitle')} lead={t('recover.enrol.openLead')}>
        <RefusalNotice refusal={step.refusal} />
        <Button kind="primary" busy={step.busy} onPress={enter}>
          {t('recover.enrol.open')}
        </Button>
      </Page>
    );
  }
  return (
    <Page title={t('recover.enrol.overTitle')} lead={t('recover.enrol.overLead')}>
      <StartAgain />
    </Page>
  );
};

/** Text C: everything worked and nothing changed. */
export const Rehearsed = (props: PageProps<'rehearsed'>) => {
  const { t } = useTranslation();
  return (
    <Page title={t('recover.rehearsed.title')} lead={t('recover.rehearsed.lead')}>
      <Notice kind="plain">
        <p>{t('recover.rehearsed.nothing')}</p>
      </Notice>
      <p>
        {t('help.caseNumber')}: <bdi className="mono nowrap">{props.view.caseNumber}</bdi>
      </p>
      <ToSignIn />
    </Page>
  );
};

/** Text B: one page for every cause after proof (D15). */
export const NotConfirmed = (props: PageProps<'notConfirmed'>) => {
  const { t } = useTranslation();
  return (
    <Page title={t('recover.notConfirmed.title')} lead={t('recover.notConfirmed.lead')}>
      <section className="stack stack-tight">
        <h2>{t('recover.notConfirmed.helpTitle')}</h2>
        <p>{t('recover.notConfirmed.help')}</p>
        <HelpDesk caseNumber={props.view.caseNumber} />
      </section>
      <StartAgain secondary />
      <PageLink to="/">{t('recover.backToSignIn')}</PageLink>
    </Page>
  );
};

/** Text A. */
export const TryLater = (props: PageProps<'tryLater'>) => {
  const { t } = useTranslation();
  return (
    <Page title={t('recover.tryLater.title')} lead={t('recover.tryLater.lead')}>
      <section className="stack stack-tight">
        <h2>{t('recover.tryLater.helpTitle')}</h2>
        <HelpDesk caseNumber={props.view.caseNumber} />
      </section>
      <StartAgain secondary />
      <PageLink to="/">{t('recover.backToSignIn')}</PageLink>
    </Page>
  );
};

/** Text D. Also shown when the browser's cookie is gone. */
export const Ended = () => {
  const { t } = useTranslation();
  return (
    <Page title={t('recover.ended.title')} lead={t('recover.ended.lead')}>
      <StartAgain />
      <PageLink to="/">{t('recover.backToSignIn')}</PageLink>
    </Page>
  );
};
