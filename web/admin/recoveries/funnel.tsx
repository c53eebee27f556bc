import { useRead } from '../api/index.ts';
import { Page, PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { DataTable, EmptyState, Panel, Select, WithData } from '../ui/index.ts';
import type { Choices, Funnel, FunnelView, StepTime } from './answers.ts';
import { CaseFilters, useCaseFilters } from './case-filters.tsx';
import { useCountryName } from './case-words.tsx';
import { FunnelChart } from './funnel-chart.tsx';
import { StepTimes } from './step-times.tsx';

const groupings = ['profile', 'mode', 'country', 'provider', 'day'] as const;
type Grouping = (typeof groupings)[number];
type Row = Funnel & { readonly key: string };

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How far recoveries come, where they end, how long they take. */
export const FunnelPage = () => {
  const { t } = useTexts('recoveries');
  const frame = useTexts('frame');
  const { count, share } = useFormats();
  const countryName = useCountryName();
  const { values, change, params, clear, isInUse } = useCaseFilters({ applicant: 'eligible' });
  const by = groupings.find((each) => each === values.by) ?? 'profile';
  const read = useRead<FunnelView>('/recoveries/funnel', { params: { ...params, by, timeZone: zone } });
  const times = useRead<{ readonly times: readonly StepTime[] }>('/recoveries/step-times', { params });
  const names = useRead<Choices>('/recoveries/choices').loaded?.value.profiles ?? [];
  const last = values.mode === 'evaluation' ? 'granted' : 'enrolled';

  const nameOf = ({ key }: Row): string => {
    switch (by) {
      case 'profile':
        return names.find(({ id }) => id === key)?.name ?? key;
      case 'mode':
        return frame.t(`mode.${key as 'evaluation' | 'production'}`);
      case 'country':
        return countryName(key);
      case 'provider':
        return key === '' ? t('case.noProvider') : key;
      case 'day':
        return key;
    }
  };
  /** The list behind a row. */
  const listOf = ({ key }: Row): string => {
    const query = new URLSearchParams({ ...(by === 'day' ? {} : { period: values.period }), [by]: key });
    return `/recoveries?${query}`;
  };
  return (
    <Page
      guide="recoveries"
      title={t('funnel.title')}
      sentence={t('funnel.sentence')}
      back={<PageLink to="/recoveries">{t('title')}</PageLink>}
      help={
        <>
          <p>{t('help.funnel')}</p>
        </>
      }
    >
      <CaseFilters
        isInUse={isInUse}
        values={values}
        change={change}
        clear={clear}
        names={['period', 'profile', 'mode', 'country', 'provider', 'applicant']}
      />
      <WithData read={read} lines={10}>
        {({ total, biggestLoss, rows }) =>
          total.started === 0 ? (
            <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
          ) : (
            <>
              <Panel title={t('funnel.panel')}>
                <FunnelChart funnel={total} biggestLoss={biggestLoss} last={last} />
              </Panel>
              <Panel
                title={t('funnel.groups')}
                actions={
                  <Select<Grouping>
                    label={t('funnel.by')}
                    hint={t('funnel.byHint')}
                    options={groupings.map((id) => ({ id, label: t(`funnel.groupings.${id}`) }))}
                    value={by}
                    onChange={(value) => change({ by: value })}
                  />
                }
              >
                <DataTable<Row>
                  label={t('funnel.groups')}
                  items={rows}
                  idOf={({ key }) => key}
                  nameOf={nameOf}
                  empty={<EmptyState title={t('empty.title')} />}
                  columns={[
                    {
                      id: 'key',
                      title: t(`funnel.groupings.${by}`),
                      cell: (row) =>
                        by === 'provider' && row.key === '' ? (
                          nameOf(row)
                        ) : (
                          <PageLink to={listOf(row)}>
                            <bdi>{nameOf(row)}</bdi>
                          </PageLink>
                        ),
                    },
                    ...(['started', 'presented', 'facePassed', 'granted'] as const).map((milestone) => ({
                      id: milestone,
                      title: t(`milestones.${milestone}.name`),
                      isNumber: true,
                      cell: (row: Row) => count(row[milestone]),
                    })),
                    {
                      id: 'share',
                      title: t('funnel.gotThrough'),
                      isNumber: true,
                      cell: (row) => (row.started === 0 ? '–' : share(row.granted / row.started)),
                    },
                  ]}
                />
              </Panel>
            </>
          )
        }
      </WithData>
      <Panel title={t('times.title')} sentence={t('times.sentence')}>
        <WithData read={times} lines={8}>
          {(value) => <StepTimes times={value.times} />}
        </WithData>
      </Panel>
    </Page>
  );
};
