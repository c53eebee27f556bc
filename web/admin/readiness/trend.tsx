import { useFormats, useTexts } from '../language/index.ts';
import { BarChart, Panel } from '../ui/index.ts';
import type { Scan } from './answers.ts';

/** Not ready, scan by scan, the oldest first. Two scans make a trend. */
export const Trend = (props: { readonly scans: readonly Scan[] }) => {
  const { t } = useTexts('readiness');
  const { moment } = useFormats();
  const scans = props.scans.slice(0, 10).toReversed();
  const [first, last] = [scans.at(0), scans.at(-1)];
  if (first === undefined || last === undefined || scans.length < 2) return null;
  const way = last.notReady < first.notReady ? 'fewer' : last.notReady > first.notReady ? 'more' : 'same';
  return (
    <Panel title={t('trend.title')}>
      <BarChart
        title={t(`trend.${way}`)}
        heads={[t('trend.scan'), t('result.notReady')]}
        bars={scans.map((scan) => ({
          id: scan.id,
          label: moment(scan.finishedAt ?? scan.startedAt),
          value: scan.notReady,
          tone: 'neutral',
        }))}
      />
    </Panel>
  );
};
