import { useEffect, useState } from 'react';
import { type FaceCheckClient, recovery } from '../../api/index.ts';
import { useVisitTexts } from '../../language/index.ts';
import { Button, Notice, Page, RefusalNotice } from '../../ui/index.ts';
import { type PageProps, useStep } from '../page-props.ts';

type Props = PageProps<'faceCheck'>;
type Hosted = Extract<FaceCheckClient, { kind: 'hostedPage' }>;

/** Of the text on this page; a new text gets a new one (R19). The server takes no other. */
const consent = 'visit-2026-11';
const terms = ['sent', 'taken', 'told', 'kept', 'freely'] as const;
const askEvery = 3_000;
const lookEvery = 20_000;

/** A vendor does the face check on a page of its own: what that means, the way there, and the wait for its answer (R19). */
export const HostedCheck = (props: Props) => {
  const { client } = props.now;
  if (client.kind !== 'hostedPage') return <Unavailable {...props} />;
  return client.underWay ? <Waiting {...props} client={client} /> : <Going {...props} client={client} />;
};

const useVisit = (props: Props) => {
  const step = useStep(props);
  const go = () =>
    void step.run(
      () => recovery.openVisit(consent),
      ({ location: to }) => location.assign(to),
    );
  return { ...step, go };
};

const Going = (props: Props & { readonly client: Hosted }) => {
  const { t } = useVisitTexts();
  const visit = useVisit(props);
  const { client, now } = props;
  const { provider, host } = client;
  return (
    <Page title={t('title')} lead={t('lead', { provider, host })}>
      {now.problem === null ? null : (
        <Notice kind="caution" title={t('again.title')} announce="alert">
          <p>{t('again.unreadable')}</p>
          <p>{t('again.triesLeft', { count: now.triesLeft })}</p>
        </Notice>
      )}
      <section className="stack stack-tight" aria-labelledby="visit-consent">
        <h2 id="visit-consent">{t('consent.title')}</h2>
        <ul>
          {terms.map((term) => (
            <li key={term}>{t(`consent.${term}`, { provider })}</li>
          ))}
        </ul>
      </section>
      <Trouble visit={visit} />
      <Button kind="primary" busy={visit.busy} onPress={visit.go}>
        {t('go', { host })}
      </Button>
      <p className="quiet small">{t('comeBack')}</p>
    </Page>
  );
};

/** Asks by itself until the vendor has answered. What its page says to the browser is not asked. */
const Waiting = (props: Props & { readonly client: Hosted }) => {
  const { t } = useVisitTexts();
  const visit = useVisit(props);
  const [isDown, setIsDown] = useState(false);
  const { show, refresh, client, now } = props;
  const { provider } = client;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    const ask = async () => {
      const answer = await recovery.readVisit();
      if (gone) return;
      const status = answer.ok ? null : answer.refusal.status;
      // Still the same visit when it shows the same page; elsewhere when the server says so.
      if (answer.ok) show(answer.value);
      if (status === 404 || status === 409) await refresh();
      setIsDown(status === 0 || status === 503);
      if (!gone) timer = setTimeout(() => void ask(), askEvery);
    };
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [show, refresh]);
  return (
    <Page title={t('waiting.title', { provider })} lead={t('waiting.lead')}>
      {isDown ? <Down /> : null}
      <p>{t('waiting.notDone')}</p>
      <p>{t('again.triesLeft', { count: now.triesLeft })}</p>
      <Trouble visit={visit} />
      <Button kind="secondary" busy={visit.busy} onPress={visit.go}>
        {t('waiting.go')}
      </Button>
    </Page>
  );
};

/** The vendor does not answer: said as it is. Anything else is said as everywhere. */
const Trouble = ({ visit }: { readonly visit: Pick<ReturnType<typeof useStep>, 'refusal'> }) => {
  return visit.refusal?.status === 503 ? <Down /> : <RefusalNotice refusal={visit.refusal} />;
};

const Down = () => {
  const { t } = useVisitTexts();
  return (
    <Notice kind="caution" title={t('down.title')} announce="alert">
      <p>{t('down.lead')}</p>
      <p>{t('down.kept')}</p>
    </Notice>
  );
};

const Unavailable = (props: Props) => {
  const { t } = useVisitTexts();
  const { refresh } = props;
  useEffect(() => {
    const timer = setInterval(() => void refresh(), lookEvery);
    return () => clearInterval(timer);
  }, [refresh]);
  return (
    <Page title={t('down.title')} lead={t('down.lead')}>
      <p>{t('down.kept')}</p>
      <Button kind="primary" onPress={() => void refresh()}>
        {t('down.again')}
      </Button>
    </Page>
  );
};
