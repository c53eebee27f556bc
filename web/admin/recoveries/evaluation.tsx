import { useRead } from '../api/index.ts';
import { Page, PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { useRecordWords } from '../record/index.ts';
import { BarChart, DownloadLink, EmptyState, Figures, Panel, WithData } from '../ui/index.ts';
import type { EvaluationView } from './answers.ts';
import { CaseFilters, useCaseFilters } from './case-filters.tsx';
import { EvaluationCases } from './evaluation-cases.tsx';
import { FunnelChart } from './funnel-chart.tsx';
import { StepTimes } from './step-times.tsx';

/** What would have happened in production: the report to read before switching on. */
export const Evaluation = () => {
  const { t } = useTexts('recoveries');
  const words = useRecordWords();
  const { count, share } = useFormats();
  const { values, change, params, clear, isInUse } = useCaseFilters({ period: 'quarter' });
  const { mode: _mode, outcome: _outcome, state: _state, applicant: _applicant, ...asked } = params;
  const read = useRead<EvaluationView>('/recoveries/evaluation', { params: asked });
  const listed = { ...asked, mode: 'evaluation', applicant: 'eligible' };
  return (
    <Page
      guide="recoveries"
      title={t('evaluation.title')}
      sentence={t('evaluation.sentence')}
      back={<PageLink to="/recoveries">{t('title')}</PageLink>}
      actions={
        <>
          <DownloadLink path="/recoveries/export.csv" params={listed}>
            {t('export.csv')}
          </DownloadLink>
          <DownloadLink path="/recoveries/export.csv" params={{ ...listed, people: true }}>
            {t('export.people')}
          </DownloadLink>
        </>
      }
      help={
        <>
          <p>{t('help.evaluation')}</p>
        </>
      }
    >
      <CaseFilters
        isInUse={isInUse}
        values={values}
        change={change}
        clear={clear}
        names={['period', 'profile', 'country', 'provider']}
      />
      <WithData read={read} lines={12}>
        {(report) =>
          report.funnel.started === 0 ? (
            <EmptyState title={t('evaluation.empty')}>{t('evaluation.emptyText')}</EmptyState>
          ) : (
            <>
              <Figures
                figures={[
                  {
                    label: t('evaluation.gotIn'),
                    value: count(report.wouldHaveGotIn),
                    note: t('evaluation.ofAll', {
                      share: share(report.wouldHaveGotIn / report.funnel.started),
                    }),
                  },
                  { label: t('evaluation.refused'), value: count(report.refused) },
                  { label: t('evaluation.gaveUp'), value: count(report.gaveUpInAll) },
                  { label: t('evaluation.otherwise'), value: count(report.endedOtherwise) },
                  { label: t('evaluation.underWay'), value: count(report.underWay) },
                ]}
              />
              {report.decoys === 0 ? null : (
                <p className="quiet">{t('evaluation.decoys', { count: report.decoys })}</p>
              )}
              <Panel title={t('funnel.panel')}>
                <FunnelChart funnel={report.funnel} biggestLoss={report.biggestLoss} last="granted" />
              </Panel>
              {report.refusals.length === 0 ? null : (
                <Panel title={t('evaluation.why')}>
                  <BarChart
                    title={t('evaluation.mostOften', {
                      reason: words.code(report.refusals[0]?.code ?? '')?.name ?? '',
                    })}
                    heads={[t('evaluation.reason'), t('funnel.people')]}
                    bars={report.refusals.map(({ code, cases }) => ({
                      id: code,
                      label: words.code(code)?.name ?? code,
                      value: cases,
                      tone: 'bad',
                    }))}
                  />
                  <dl className="stack">
                    {report.refusals.map(({ code }) => (
                      <div key={code}>
                        <dt>{words.code(code)?.name}</dt>
                        <dd className="quiet">
                          {words.code(code)?.means} {words.code(code)?.todo}
                        </dd>
                      </div>
                    ))}
                  </dl>
                </Panel>
              )}
              {report.gaveUp.length === 0 ? null : (
                <Panel title={t('evaluation.where')}>
                  <BarChart
                    title={t('evaluation.mostAt', {
                      place: t(`states.${report.gaveUp[0]?.at ?? 'explain'}`),
                    })}
                    heads={[t('evaluation.place'), t('funnel.people')]}
                    bars={report.gaveUp.map(({ at, cases }) => ({
                      id: at,
                      label: t(`states.${at}`),
                      value: cases,
                      tone: 'caution',
                    }))}
                  />
                </Panel>
              )}
              <Panel title={t('times.title')} sentence={t('times.sentence')}>
                <StepTimes
                  times={report.times.filter(({ from }) => from !== 'granted' && from !== 'redeemed')}
                />
              </Panel>
              <EvaluationCases params={listed} />
            </>
          )
        }
      </WithData>
    </Page>
  );
};
