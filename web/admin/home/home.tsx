import { Page } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { useSession } from '../session/index.ts';
import { EmptyState, Notice } from '../ui/index.ts';

export const Home = () => {
  const { t } = useTexts('home');
  const { pendingApprovals } = useSession();
  return (
    <Page title={t('title')} sentence={t('sentence')}>
      {pendingApprovals === 0 ? (
        <EmptyState title={t('now.nothing')}>{t('now.nothingText')}</EmptyState>
      ) : (
        <Notice kind="warning">{t('now.approvals', { count: pendingApprovals })}</Notice>
      )}
    </Page>
  );
};
