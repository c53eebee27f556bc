import { useEffect } from 'react';
import { recovery } from '../../api/index.ts';
import { useFormats, usePhoneTexts } from '../../language/index.ts';
import { Button, Notice, Page, QrCode, RefusalNotice, useEnded, Waiting } from '../../ui/index.ts';
import { type PageProps, useStep } from '../page-props.ts';
import { TypeCode } from './type-code.tsx';

/** A second device, as the browser sees it that started: its code, then who has joined, then the field for what it shows (D25). */
export const WithPhone = (props: PageProps<'withPhone'>) => {
  const { now, refresh } = props;
  const ended = useEnded(now.expiresAt);
  useEffect(() => {
    if (ended) void refresh();
  }, [ended, refresh]);
  if (now.at === 'offered') return <Offered key="offered" {...props} link={now.link} />;
  return <Joined key={now.at} {...props} who={now.who} />;
};

/** No address to type beside it: one that is as strong as the code could not be typed, and a shorter one could be guessed. */
const Offered = (props: PageProps<'withPhone'> & { readonly link: string }) => {
  const { t } = usePhoneTexts();
  const { clock } = useFormats();
  const step = useStep(props);
  const { purpose, expiresAt } = props.now;
  return (
    <Page title={t('offer.title')} lead={t(`offer.${purpose}`)}>
      <div className="stack stack-tight">
        <QrCode value={props.link} label={t('offer.qr')} />
        <p className="quiet small">{t('offer.until', { time: clock(expiresAt) })}</p>
      </div>
      <Waiting
        late={
          <Notice kind="caution" title={t('offer.lateTitle')}>
            <ul>
              <li>{t('offer.lateCamera')}</li>
              <li>{t('offer.lateOnline')}</li>
            </ul>
          </Notice>
        }
      >
        {t('offer.waiting')}
      </Waiting>
      <RefusalNotice refusal={step.refusal} />
      <div className="actions">
        <Button busy={step.busy} onPress={() => step.go(recovery.offerPhone)}>
          {t('offer.new')}
        </Button>
        <Button kind="quiet" busy={step.busy} onPress={() => step.go(recovery.throwPhoneOut)}>
          {t('offer.here')}
        </Button>
      </div>
    </Page>
  );
};

type Seen = { readonly browser: string; readonly network: string; readonly sameLine: boolean };

const Joined = (props: PageProps<'withPhone'> & { readonly who: Seen }) => {
  const { t } = usePhoneTexts();
  const step = useStep(props);
  const { at, strangers, purpose } = props.now;
  return (
    <Page
      title={t(at === 'code' ? 'type.title' : 'joined.title')}
      lead={at === 'code' ? t('type.lead') : t(`joined.${purpose}`)}
    >
      {at === 'code' ? <TypeCode {...props} /> : <Waiting>{t('joined.waiting')}</Waiting>}
      <section className="stack stack-tight" aria-labelledby="phone-who">
        <h2 id="phone-who">{t('joined.who')}</h2>
        <p>
          {props.who.browser === '' ? t('naming.unknownBrowser') : <bdi>{props.who.browser}</bdi>}
          {' · '}
          {props.who.sameLine ? (
            t('joined.sameLine')
          ) : (
            <>
              {t('joined.otherLine')} <bdi className="mono nowrap">{props.who.network}</bdi>
            </>
          )}
        </p>
        {strangers > 0 ? (
          <Notice kind="caution" announce="alert">
            <p>{t('joined.strangers')}</p>
          </Notice>
        ) : null}
      </section>
      <RefusalNotice refusal={step.refusal} />
      <Button kind="quiet" busy={step.busy} onPress={() => step.go(recovery.throwPhoneOut)}>
        {t('joined.throwOut')}
      </Button>
    </Page>
  );
};
