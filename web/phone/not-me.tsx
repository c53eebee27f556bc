import { useState } from 'react';
import type { PhoneView } from '../api/index.ts';
import { usePhoneTexts } from '../language/index.ts';
import { Button, RefusalNotice, useCall } from '../ui/index.ts';
import { phone } from './phone-api.ts';

/** "This wasn't me": on every page of a phone, asked once more because it ends somebody's recovery. */
export const NotMe = (props: {
  readonly view: PhoneView;
  /** True: it was stopped. */
  readonly onDenied: (stopped: boolean) => void;
}) => {
  const { t } = usePhoneTexts();
  const call = useCall();
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <div className="phone-not-me">
        <Button onPress={() => setAsking(true)}>{t('notMe.start')}</Button>
      </div>
    );
  return (
    <section className="phone-not-me stack" aria-label={t('notMe.start')}>
      <p role="status">{t('notMe.sure')}</p>
      <RefusalNotice refusal={call.refusal} />
      <div className="actions">
        <Button
          kind="danger"
          busy={call.busy}
          onPress={() => void call.run(phone.deny, ({ stopped }) => props.onDenied(stopped))}
        >
          {t('notMe.stop')}
        </Button>
        <Button kind="quiet" onPress={() => setAsking(false)}>
          {t('notMe.keep')}
        </Button>
      </div>
    </section>
  );
};
