import { recovery } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, Notice, Page, RefusalNotice, useOrganisation, Waiting } from '../ui/index.ts';
import type { PageProps } from './page-props.ts';
import { PhoneEnded } from './phone-ended.tsx';
import { useBrowserPrompt, useWallet } from './use-wallet.ts';

/** What will be asked, before the wallet asks it. */
export const Present = (props: PageProps<'present'>) => {
  const { t } = useTranslation();
  const { name: organisation } = useOrganisation();
  const wallet = useWallet(props);
  const prompt = useBrowserPrompt(props);
  const busy = wallet.busy || prompt.busy;
  return (
    <Page title={t('recover.present.title')} lead={t('recover.present.lead')}>
      <section className="stack stack-tight">
        <h2>{t('recover.present.askedTitle', { organisation })}</h2>
        <ul>
          {props.now.asked.map((claim) => (
            <li key={claim}>{t(`recover.present.asked.${claim}`)}</li>
          ))}
        </ul>
        <p className="quiet">{t('recover.present.kept')}</p>
      </section>
      <PhoneEnded end={props.now.phoneEnded} />
      {prompt.tried && prompt.refusal === null ? (
        <Notice kind="plain" announce="status">
          <p>{t('recover.present.notShared')}</p>
        </Notice>
      ) : null}
      <RefusalNotice refusal={wallet.refusal ?? prompt.refusal} />
      <Button kind="primary" busy={busy} onPress={prompt.able ? prompt.ask : wallet.openHere}>
        {t('recover.present.open')}
      </Button>
      {prompt.tried ? (
        <Button busy={busy} onPress={wallet.openHere}>
          {t('recover.present.byLink')}
        </Button>
      ) : null}
      {props.now.otherDevice ? (
        <Button kind="quiet" busy={busy} onPress={() => wallet.go(recovery.offerPhone)}>
          {t('recover.present.other')}
        </Button>
      ) : null}
      <Button kind="quiet" busy={busy} onPress={() => wallet.go(recovery.back)}>
        {t('recover.present.none')}
      </Button>
    </Page>
  );
};

/** A request is out: live, survives reload, and says after 20 seconds what may be wrong. */
export const WaitingForWallet = (props: PageProps<'waitingForWallet'>) => {
  const { t } = useTranslation();
  const wallet = useWallet(props);
  return (
    <Page title={t('recover.waiting.hereTitle')} lead={t('recover.waiting.hereLead')}>
      <Waiting
        late={
          <Notice kind="caution" title={t('recover.waiting.lateTitle')}>
            <ul>
              <li>{t('recover.waiting.lateOpen')}</li>
              <li>{t('recover.waiting.lateCredential')}</li>
            </ul>
          </Notice>
        }
      >
        {t('recover.waiting.here')}
      </Waiting>
      <RefusalNotice refusal={wallet.refusal} />
      <Button kind="primary" busy={wallet.busy} onPress={wallet.openHere}>
        {t('recover.waiting.openAgain')}
      </Button>
    </Page>
  );
};
