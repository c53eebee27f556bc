import { recovery } from '../api/index.ts';
import { useFormats, useTranslation } from '../language/index.ts';
import {
  Button,
  Notice,
  Page,
  QrCode,
  RefusalNotice,
  useEnded,
  useOrganisation,
  Waiting,
} from '../ui/index.ts';
import type { PageProps } from './page-props.ts';
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
        <Button kind="quiet" busy={busy} onPress={wallet.showCode}>
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
  const { device } = props.now;
  return device === 'other' ? <WaitingByCode {...props} /> : <WaitingHere {...props} />;
};

const WaitingHere = (props: PageProps<'waitingForWallet'>) => {
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

const WaitingByCode = (props: PageProps<'waitingForWallet'>) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const wallet = useWallet(props);
  const { request } = props.now;
  const ended = useEnded(request.expiresAt);
  return (
    <Page
      title={ended ? t('recover.waiting.endedTitle') : t('recover.waiting.codeTitle')}
      lead={ended ? t('recover.waiting.codeEnded') : t('recover.waiting.codeLead')}
    >
      {ended ? null : (
        <>
          <div className="stack stack-tight">
            <QrCode value={request.address} label={t('recover.waiting.qr')} />
            <p className="quiet small">
              {t('recover.waiting.until', { time: formats.clock(request.expiresAt) })}
            </p>
          </div>
          <Waiting
            late={
              <Notice kind="caution" title={t('recover.waiting.lateTitle')}>
                <ul>
                  <li>{t('recover.waiting.lateScan')}</li>
                  <li>{t('recover.waiting.lateOnline')}</li>
                  <li>{t('recover.waiting.lateCredential')}</li>
                </ul>
              </Notice>
            }
          >
            {t('recover.waiting.code')}
          </Waiting>
        </>
      )}
      <RefusalNotice refusal={wallet.refusal} />
      <div className="actions">
        <Button kind={ended ? 'primary' : 'secondary'} busy={wallet.busy} onPress={wallet.showCode}>
          {t('recover.waiting.newCode')}
        </Button>
        <Button kind="quiet" busy={wallet.busy} onPress={wallet.openHere}>
          {t('recover.waiting.useThis')}
        </Button>
      </div>
    </Page>
  );
};
