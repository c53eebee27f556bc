import { useEffect, useState } from 'react';
import { type OutboxView, readOutbox } from '../api/index.ts';
import { useFormats, useTranslation } from '../language/index.ts';
import { Button, Page, RefusalNotice, useCall } from '../ui/index.ts';

/** An example organisation sends no mail; it shows here what would have gone out (D37). */
export const Outbox = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [mails, setMails] = useState<OutboxView['mails'] | null>(null);
  const call = useCall();
  const { run } = call;
  const load = () => void run(readOutbox, (view) => setMails(view.mails));
  useEffect(() => void run(readOutbox, (view) => setMails(view.mails)), [run]);
  return (
    <Page title={t('outbox.title')} lead={t('outbox.lead')}>
      <RefusalNotice refusal={call.refusal} />
      {mails?.length === 0 ? <p className="quiet">{t('outbox.empty')}</p> : null}
      <ul className="plain entries">
        {mails?.map((mail) => (
          <li key={mail.id}>
            <article className="stack stack-tight">
              <h2 dir="auto">{mail.subject}</h2>
              <p className="quiet small">
                <bdi>{mail.to}</bdi> · {formats.moment(mail.at)}
              </p>
              <p className="mail" dir="auto">
                {mail.text}
              </p>
            </article>
          </li>
        ))}
      </ul>
      <Button busy={call.busy} onPress={load}>
        {t('outbox.refresh')}
      </Button>
    </Page>
  );
};
