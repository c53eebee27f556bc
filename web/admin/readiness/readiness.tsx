import { useRead } from '../api/index.ts';
import { Page } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { EmptyState, WithData } from '../ui/index.ts';
import type { ReadinessView } from './answers.ts';
import { FindingList } from './finding-list.tsx';
import { ScanResult } from './scan-result.tsx';
import { ScanControls, ScanUnderWay } from './scan-under-way.tsx';
import { Trend } from './trend.tsx';

const lookEvery = 1_500;

export const Readiness = () => {
  const { t } = useTexts('readiness');
  const read = useRead<ReadinessView>('/readiness', {
    pollEvery: ({ latest }) => (latest?.state === 'running' ? lookEvery : false),
  });
  return (
    <Page
      guide="readiness"
      title={t('title')}
      sentence={t('sentence')}
      actions={<ScanControls latest={read.loaded?.value.latest ?? null} />}
      help={
        <>
          <p>{t('help.what')}</p>
          <p>{t('help.when')}</p>
          <p>{t('help.how')}</p>
        </>
      }
    >
      <WithData read={read} lines={8}>
        {({ latest, finished, trend, ...since }) => (
          <>
            <ScanUnderWay latest={latest} {...since} />
            {finished === null ? (
              latest?.state === 'running' ? null : (
                <EmptyState title={t('never.title')}>{t('never.text')}</EmptyState>
              )
            ) : (
              <>
                <ScanResult scan={finished} />
                <FindingList scan={finished} />
                <Trend scans={trend} />
              </>
            )}
          </>
        )}
      </WithData>
    </Page>
  );
};
