import { useState } from 'react';
import { usePages } from '../api/index.ts';
import { Page, PageLink, useGo } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  DataTable,
  DownloadLink,
  EmptyState,
  ErrorState,
  ModeBadge,
  SearchField,
  Time,
} from '../ui/index.ts';
import type { CaseLine } from './answers.ts';
import { CaseFilters, useCaseFilters } from './case-filters.tsx';
import { DecoyBadge, Standing, useCountryName } from './case-words.tsx';
import { Desk } from './desk.tsx';

/** Often enough to watch a rehearsal, seldom enough to leave open all day. Milliseconds. */
const lookEvery = 10_000;

const List = () => {
  const { t } = useTexts('recoveries');
  const go = useGo();
  const countryName = useCountryName();
  const { values, change, params, clear, isInUse } = useCaseFilters();
  const [typed, setTyped] = useState('');
  const cases = usePages<CaseLine>('/recoveries', { params, pollEvery: lookEvery });
  return (
    <Page
      guide="recoveries"
      title={t('title')}
      sentence={t('sentence')}
      actions={
        <>
          <PageLink to="/recoveries/evaluation" kind="secondary">
            {t('evaluation.link')}
          </PageLink>
          <PageLink to="/recoveries/funnel" kind="secondary">
            {t('funnel.link')}
          </PageLink>
        </>
      }
      help={
        <>
          <p>{t('help.list')}</p>
          <p>{t('help.decoys')}</p>
        </>
      }
    >
      <SearchField
        label={t('search')}
        hint={t('searchHint')}
        value={typed}
        onChange={setTyped}
        onSubmit={(value) => {
          if (value.trim() !== '') go(`/recoveries/${encodeURIComponent(value.trim())}`);
        }}
      />
      <CaseFilters
        isInUse={isInUse}
        values={values}
        change={change}
        clear={clear}
        names={['period', 'day', 'profile', 'mode', 'standing', 'country', 'provider', 'applicant']}
      />
      {cases.refusal === null ? null : <ErrorState refusal={cases.refusal} onAgain={cases.again} />}
      <DataTable<CaseLine>
        label={t('title')}
        items={cases.items}
        idOf={({ id }) => id}
        nameOf={({ caseNumber }) => caseNumber}
        more={cases}
        empty={<EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
        columns={[
          {
            id: 'case',
            title: t('columns.case'),
            cell: (line) => (
              <span className="row">
                <PageLink to={`/recoveries/${line.caseNumber}`}>
                  <span dir="ltr" className="mono nowrap">
                    {line.caseNumber}
                  </span>
                </PageLink>
                <DecoyBadge line={line} />
              </span>
            ),
          },
          { id: 'standing', title: t('columns.standing'), cell: (line) => <Standing line={line} /> },
          {
            id: 'begun',
            title: t('columns.begun'),
            cell: ({ createdAt }) => (
              <span className="nowrap">
                <Time at={createdAt} />
              </span>
            ),
          },
          { id: 'profile', title: t('columns.profile'), cell: ({ profileName }) => <bdi>{profileName}</bdi> },
          { id: 'mode', title: t('columns.mode'), cell: ({ mode }) => <ModeBadge mode={mode} /> },
          { id: 'country', title: t('columns.country'), cell: ({ country }) => countryName(country) },
          {
            id: 'provider',
            title: t('columns.provider'),
            cell: ({ providerId }) => <bdi>{providerId ?? '–'}</bdi>,
          },
        ]}
      />
      <div className="row">
        <DownloadLink path="/recoveries/export.csv" params={params}>
          {t('export.csv')}
        </DownloadLink>
        <DownloadLink path="/recoveries/export.jsonl" params={params}>
          {t('export.jsonl')}
        </DownloadLink>
      </div>
    </Page>
  );
};

/** The help desk is told how one case stands, and no more (D34). */
export const Recoveries = () => {
  const [isAdmin, isAuditor] = [useHasRole('Recovery Administrator'), useHasRole('Auditor')];
  return isAdmin || isAuditor ? <List /> : <Desk />;
};
