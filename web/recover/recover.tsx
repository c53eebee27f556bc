import { type ComponentType, lazy, Suspense } from 'react';
import type { RecoveryPage } from '../api/index.ts';
import { loadPhoneTexts, useTranslation } from '../language/index.ts';
import { Layout, Loading, Page, RefusalNotice, StepList } from '../ui/index.ts';
import { AccessPass } from './access-pass.tsx';
import { Checking } from './checking.tsx';
import { ChooseCountry } from './choose-country.tsx';
import { Ended, EnrolOrSignIn, NotConfirmed, Rehearsed, TryLater } from './endings.tsx';
import { Explain } from './explain.tsx';
import type { PageProps } from './page-props.ts';
import { Present, WaitingForWallet } from './present.tsx';
import { GoToProvider, ProviderDown } from './provider.tsx';
import { Recovered } from './recovered.tsx';
import { Start } from './start.tsx';
import { useRecovery } from './use-recovery.ts';
import { WayOut } from './way-out.tsx';

/** Its own file: only who gets this far loads the camera page (D39). */
const FaceCheck = lazy(() => import('./face-check/index.ts').then((page) => ({ default: page.FaceCheck })));

/** So are the pages of a recovery with a second device, and their texts. */
const withPhone = () => Promise.all([import('./with-phone/index.ts'), loadPhoneTexts()]);
const WithPhone = lazy(() => withPhone().then(([page]) => ({ default: page.WithPhone })));
const WaitingTime = lazy(() => withPhone().then(([page]) => ({ default: page.WaitingTime })));

type Pages = { readonly [Kind in RecoveryPage['page']]: ComponentType<PageProps<Kind>> };

const pages: Pages = {
  explain: Explain,
  chooseCountry: ChooseCountry,
  goToProvider: GoToProvider,
  providerDown: ProviderDown,
  present: Present,
  waitingForWallet: WaitingForWallet,
  faceCheck: FaceCheck,
  withPhone: WithPhone,
  checking: Checking,
  waiting: WaitingTime,
  accessPass: AccessPass,
  enrol: EnrolOrSignIn,
  rehearsed: Rehearsed,
  recovered: Recovered,
  notConfirmed: NotConfirmed,
  tryLater: TryLater,
  ended: Ended,
};

/** Pages that are an end: they say themselves what else there is. */
const ends = new Set<RecoveryPage['page']>(['rehearsed', 'recovered', 'notConfirmed', 'tryLater', 'ended']);

export const Recover = () => {
  const { t } = useTranslation();
  const { state, show, refresh, forget } = useRecovery();
  if (state.at === 'loading') {
    return (
      <Layout>
        <Loading />
      </Layout>
    );
  }
  if (state.at === 'unread') {
    return (
      <Layout>
        <Page title={t('layout.notLoaded')}>
          <RefusalNotice refusal={state.refusal} onRetry={() => void refresh()} />
        </Page>
      </Layout>
    );
  }
  if (state.at === 'none') return <Layout>{state.lost ? <Ended /> : <Start show={show} />}</Layout>;
  const { view } = state;
  const { now } = view;
  // The table above pairs each kind with its component; TypeScript cannot follow that through a union.
  const Current = pages[now.page] as ComponentType<PageProps<RecoveryPage['page']>>;
  return (
    <Layout rehearsal={view.rehearsal}>
      <StepList current={view.step} />
      <Suspense fallback={<Loading />}>
        <Current key={now.page} view={view} now={now} show={show} refresh={refresh} />
      </Suspense>
      {ends.has(now.page) ? null : <WayOut caseNumber={view.caseNumber} step={view.step} onLeft={forget} />}
    </Layout>
  );
};
