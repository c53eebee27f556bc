import { useRead } from '../api/index.ts';
import { Page, PageLink, useHasSection } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import { Panel, Skeleton } from '../ui/index.ts';
import type { Needs, SetUp } from './answers.ts';
import { Checklist } from './checklist.tsx';
import { NeedsNow } from './needs-now.tsx';

/** For those who run recovery: the work. For the help desk, which sees none of it: where its own begins. */
export const Home = () => {
  const { t } = useTexts('home');
  const runs = useHasRole('Recovery Administrator', 'Auditor');
  return runs ? (
    <Page
      guide="first-steps"
      title={t('title')}
      sentence={t('sentence')}
      help={<p>{t('help')}</p>}
      actions={
        <PageLink to="/savings" kind="secondary">
          {t('savings.link')}
        </PageLink>
      }
    >
      <Work />
    </Page>
  ) : (
    <HelpDeskHome />
  );
};

const lookEvery = 30_000;

/** Both parts at once: the lower one would jump when the upper one has more to say than was reserved for it. */
const Work = () => {
  const needs = useRead<Needs>('/home/needs', { pollEvery: lookEvery });
  const setUp = useRead<SetUp>('/home/set-up', { pollEvery: lookEvery });
  const isOpen = [needs, setUp].some(({ loaded, refusal }) => loaded === null && refusal === null);
  if (isOpen) return <Skeleton lines={18} />;
  return (
    <>
      <NeedsNow needs={needs} />
      <Checklist setUp={setUp} />
    </>
  );
};

const HelpDeskHome = () => {
  const { t } = useTexts('home');
  const has = useHasSection();
  return (
    <Page
      guide="first-steps"
      title={t('title')}
      sentence={t('helpDesk.sentence')}
      help={<p>{t('helpDesk.never')}</p>}
    >
      <Panel title={t('helpDesk.title')}>
        <ul>
          <li>{t('helpDesk.lookUp')}</li>
          <li>{t('helpDesk.send')}</li>
          <li>{t('helpDesk.never')}</li>
        </ul>
        {has('recoveries') ? (
          <p>
            <PageLink to="/recoveries" kind="primary">
              {t('helpDesk.action')}
            </PageLink>
          </p>
        ) : null}
      </Panel>
    </Page>
  );
};
