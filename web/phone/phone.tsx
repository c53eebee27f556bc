import { useState } from 'react';
import type { PhoneView } from '../api/index.ts';
import { usePhoneTexts } from '../language/index.ts';
import { FaceCapture } from '../recover/face-check/index.ts';
import { Button, HelpDesk, Layout, Loading, Page, PageLink, RefusalNotice, useCall } from '../ui/index.ts';
import { Naming } from './naming.tsx';
import { NotMe } from './not-me.tsx';
import { phone } from './phone-api.ts';
import { ShownCode } from './shown-code.tsx';
import { usePhone } from './use-phone.ts';

/** A second device: whose sign-in this is about first, then its one step, then the code for the other screen. */
export const Phone = (props: { readonly fragment: URLSearchParams }) => {
  const { t } = usePhoneTexts();
  const { state, show, open, refresh } = usePhone(props.fragment);
  const [denied, setDenied] = useState<boolean | null>(null);
  if (denied !== null)
    return (
      <Layout>
        <Page
          title={t(denied ? 'denied.title' : 'tooLate.title')}
          lead={t(denied ? 'denied.lead' : 'tooLate.lead')}
        >
          <HelpDesk />
        </Page>
      </Layout>
    );
  if (state.at === 'loading')
    return (
      <Layout>
        <Loading />
      </Layout>
    );
  if (state.at === 'unread')
    return (
      <Layout>
        <Page title={t('unread')}>
          <RefusalNotice refusal={state.refusal} onRetry={() => void open()} />
        </Page>
      </Layout>
    );
  if (state.at !== 'page')
    return (
      <Layout>
        <Page title={t(`${state.at}.title`)} lead={t(`${state.at}.lead`)}>
          <p>{t(`${state.at}.more`)}</p>
          <PageLink to="/recover">{t('ownRecovery')}</PageLink>
        </Page>
      </Layout>
    );
  const { view } = state;
  return (
    <Layout rehearsal={view.rehearsal}>
      <Part key={view.now.page} view={view} show={show} refresh={refresh} />
      <NotMe view={view} onDenied={setDenied} />
    </Layout>
  );
};

interface PartProps {
  readonly view: PhoneView;
  readonly show: (view: PhoneView) => void;
  readonly refresh: () => Promise<void>;
}

const Part = (props: PartProps) => {
  const { t } = usePhoneTexts();
  const { now } = props.view;
  switch (now.page) {
    case 'naming':
      return <Naming {...props} />;
    case 'wallet':
      return <OpenWallet {...props} />;
    case 'faceCheck':
      return <Camera {...props} now={now} />;
    case 'code':
      return <ShownCode code={now.code} expiresAt={now.expiresAt} refresh={props.refresh} />;
    case 'over':
      return <Page title={t('over.title')} lead={t('over.lead')} />;
  }
};

/** What to do when the recovery has moved on meanwhile: look where it stands. */
const useTurn = ({ refresh }: Pick<PartProps, 'refresh'>) =>
  useCall(({ status }) => {
    if (status !== 404 && status !== 409) return false;
    void refresh();
    return true;
  });

const OpenWallet = (props: PartProps) => {
  const { t } = usePhoneTexts();
  const call = useTurn(props);
  return (
    <Page title={t('wallet.title')} lead={t('wallet.lead')}>
      <RefusalNotice refusal={call.refusal} />
      <Button
        kind="primary"
        busy={call.busy}
        onPress={() => void call.run(phone.openWallet, ({ location: to }) => location.assign(to))}
      >
        {t('wallet.open')}
      </Button>
    </Page>
  );
};

const Camera = (props: PartProps & { readonly now: Extract<PhoneView['now'], { page: 'faceCheck' }> }) => {
  const call = useTurn(props);
  const { triesLeft, problem } = props.now;
  return (
    <FaceCapture
      {...{ triesLeft, problem }}
      door={phone.face}
      step={call}
      done={(answer) => call.run(async () => answer, props.show)}
    />
  );
};
