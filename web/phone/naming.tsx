import type { PhoneView } from '../api/index.ts';
import { useFormats, usePhoneTexts } from '../language/index.ts';
import { Button, Page, RefusalNotice, useCall } from '../ui/index.ts';
import { phone } from './phone-api.ts';

/**
 * Whose sign-in would be reset, when and where that was started: before anything is asked of this phone (D25, T2). Only what the
 * server knows: the line and what the browser calls itself; where in the world that is nobody guesses.
 */
export const Naming = (props: {
  readonly view: PhoneView;
  readonly show: (view: PhoneView) => void;
  readonly refresh: () => Promise<void>;
}) => {
  const { t } = usePhoneTexts();
  const { moment } = useFormats();
  const call = useCall();
  const { account, started, purpose } = props.view;
  return (
    <Page title={t('naming.title')} lead={t('naming.lead')}>
      <dl className="facts">
        <div>
          <dt>{t('naming.account')}</dt>
          <dd>
            <bdi className="mono">{account}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('naming.when')}</dt>
          <dd>{moment(started.at)}</dd>
        </div>
        <div>
          <dt>{t('naming.where')}</dt>
          <dd>
            {started.browser === '' ? t('naming.unknownBrowser') : <bdi>{started.browser}</bdi>}
            <br />
            {started.sameLine ? (
              t('naming.sameLine')
            ) : (
              <>
                {t('naming.otherLine')} <bdi className="mono nowrap">{started.network}</bdi>
              </>
            )}
          </dd>
        </div>
      </dl>
      <p>{t('naming.beware')}</p>
      <RefusalNotice refusal={call.refusal} />
      <Button kind="primary" busy={call.busy} onPress={() => void call.run(phone.agree, props.show)}>
        {t(`naming.${purpose}`)}
      </Button>
    </Page>
  );
};
