import { useChange } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { useSession } from '../session/index.ts';
import { Button, Notice, Progress, RefusalNotice } from '../ui/index.ts';
import type { ReadinessView, Scan } from './answers.ts';

/** Starts a scan, or stops the one under way. The page may be left meanwhile. */
export const ScanControls = (props: { readonly latest: Scan | null }) => {
  const { t } = useTexts('readiness');
  const { roles } = useSession();
  const change = useChange(['/readiness']);
  if (!roles.includes('Recovery Administrator')) return null;
  const isRunning = props.latest?.state === 'running';
  const path = isRunning ? '/readiness/scans/stop' : '/readiness/scans';
  return (
    <>
      <Button
        kind={isRunning ? 'secondary' : 'primary'}
        busy={change.busy}
        onPress={() => void change.send({ path })}
      >
        {isRunning ? t('scan.stop') : t('scan.start')}
      </Button>
      {change.refusal === null ? null : <RefusalNotice refusal={change.refusal} />}
    </>
  );
};

export const ScanUnderWay = (props: Pick<ReadinessView, 'latest' | 'outOfDate' | 'peopleChanged'>) => {
  const { t } = useTexts('readiness');
  const { latest, outOfDate, peopleChanged } = props;
  if (latest?.state === 'running')
    return <Progress label={t('scan.running')} done={latest.scanned} total={latest.total} />;
  if (latest?.state === 'failed') return <Notice kind="warning">{t('scan.failed')}</Notice>;
  if (latest?.state === 'stopped') return <Notice kind="info">{t('scan.stopped')}</Notice>;
  if (outOfDate) return <Notice kind="info">{t('scan.outOfDate')}</Notice>;
  return peopleChanged ? <Notice kind="info">{t('scan.peopleChanged')}</Notice> : null;
};
