import { useFormats, useTexts } from '../language/index.ts';
import { BarChart, Facts, Panel, Time } from '../ui/index.ts';
import { blockingCodes, type FindingCode, findingCodes, type Scan, warningCodes } from './answers.ts';

/** How many are ready, and what stands in the way of the others, the most frequent first. */
export const ScanResult = (props: { readonly scan: Scan }) => {
  const { t } = useTexts('readiness');
  const { count, share } = useFormats();
  const { scan } = props;
  const meant = scan.ready + scan.notReady;
  const found = findingCodes
    .map((code) => ({ code, people: scan.counts[code] ?? 0 }))
    .filter(({ people }) => people > 0)
    .toSorted((a, b) => Number(isWarning(a.code)) - Number(isWarning(b.code)) || b.people - a.people);
  const most = found.find(({ code }) => !isWarning(code));
  const title =
    most === undefined
      ? t('result.nothing')
      : t('result.most', { finding: t(`finding.${most.code}.name`), people: count(most.people) });
  return (
    <Panel
      title={meant === 0 ? t('result.nobody') : t('result.title', { share: share(scan.ready / meant) })}
      sentence={
        <>
          {t('result.scanned')} <Time at={scan.finishedAt ?? scan.startedAt} />
        </>
      }
    >
      <Facts
        facts={[
          { label: t('result.ready'), value: count(scan.ready) },
          { label: t('result.notReady'), value: count(scan.notReady) },
          { label: t('result.outside'), value: count(scan.outside) },
        ]}
      />
      {found.length === 0 ? null : (
        <BarChart
          title={title}
          heads={[t('list.finding'), t('result.people')]}
          bars={found.map(({ code, people }) => ({
            id: code,
            label: t(`finding.${code}.name`),
            value: people,
            tone: isWarning(code) ? 'caution' : 'bad',
          }))}
          note={t('result.several')}
        />
      )}
    </Panel>
  );
};

const isWarning = (code: FindingCode): boolean => (warningCodes as readonly FindingCode[]).includes(code);
export const isBlocking = (code: FindingCode): boolean =>
  (blockingCodes as readonly FindingCode[]).includes(code);
