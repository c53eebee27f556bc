import { useEffect } from 'react';
import { useFormats, usePhoneTexts } from '../language/index.ts';
import { Notice, Page, useEnded } from '../ui/index.ts';

/** The code for the other screen. Who is asked for it by anybody is being tricked: that stands beside it. */
export const ShownCode = (props: {
  readonly code: string;
  readonly expiresAt: number;
  readonly refresh: () => Promise<void>;
}) => {
  const { t } = usePhoneTexts();
  const { clock } = useFormats();
  const ended = useEnded(props.expiresAt);
  const { refresh, code } = props;
  useEffect(() => {
    if (ended) void refresh();
  }, [ended, refresh]);
  return (
    <Page title={t('code.title')} lead={t('code.lead')}>
      <p className="pass" translate="no" dir="ltr">
        {code.split('-').map((group) => (
          <span key={group}>{group}</span>
        ))}
      </p>
      <p>{t('code.until', { time: clock(props.expiresAt) })}</p>
      <Notice kind="caution" title={t('code.bewareTitle')}>
        <p>{t('code.beware')}</p>
      </Notice>
    </Page>
  );
};
