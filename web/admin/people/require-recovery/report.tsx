import { useChange, usePages, useWork } from '../../api/index.ts';
import { Page, PageLink, useFilters, usePathParam } from '../../frame/index.ts';
import { useFormats, useTexts } from '../../language/index.ts';
import { useHasRole } from '../../session/index.ts';
import {
  Button,
  DataTable,
  DownloadLink,
  EmptyState,
  ErrorState,
  Facts,
  Panel,
  Progress,
  RefusalNotice,
  Select,
  WithData,
} from '../../ui/index.ts';
import { PersonName } from '../person-name.tsx';
import { type Outcome, outcomes, type ReportView, type RequiredPerson } from './answers.ts';
import { RequirementBadge } from './require-recovery.tsx';

/** Where it stands, and what became of everybody. */
export const Report = () => {
  const { t } = useTexts('people');
  const id = usePathParam('requirementId');
  const read = useWork<ReportView>(`/recovery-requirements/${id}`, ({ state }) => state === 'running');
  return (
    <Page
      guide="people"
      title={t('require.reportTitle')}
      {...(read.loaded === null ? {} : { sentence: <RequirementBadge made={read.loaded.value} /> })}
      back={<PageLink to="/people/require-recovery">{t('require.title')}</PageLink>}
      help={<p>{t('require.helpReport')}</p>}
    >
      <WithData read={read} lines={8}>
        {(report) => (
          <>
            <Standing report={report} />
            <RequiredPeople report={report} />
          </>
        )}
      </WithData>
    </Page>
  );
};

const Standing = (props: { readonly report: ReportView }) => {
  const { t } = useTexts('people');
  const { count } = useFormats();
  const mayChange = useHasRole('Recovery Administrator');
  const { id, state, done, total, methods, sessions, scope } = props.report;
  const change = useChange(['/recovery-requirements']);
  return (
    <Panel title={scope.kind === 'group' ? scope.group : t('require.list')}>
      {state === 'running' ? (
        <>
          <Progress label={t('title')} done={done} total={total} />
          {mayChange ? (
            <div className="row">
              <Button
                busy={change.busy}
                onPress={() => void change.send({ path: `/recovery-requirements/${id}/stop` })}
              >
                {t('require.stop')}
              </Button>
            </div>
          ) : null}
          <RefusalNotice refusal={change.refusal} />
        </>
      ) : null}
      <Facts
        facts={[
          ...outcomes
            .filter((each) => (props.report.outcomes[each] ?? 0) > 0)
            .map((each) => ({
              label: t(`require.outcome.${each}`),
              value: count(props.report.outcomes[each] ?? 0),
            })),
          { label: t('require.methods'), value: count(methods) },
          { label: t('require.sessions'), value: count(sessions) },
        ]}
      />
    </Panel>
  );
};

type Chosen = Outcome | 'all';

const RequiredPeople = (props: { readonly report: ReportView }) => {
  const { t } = useTexts('people');
  const { count } = useFormats();
  const { id, done } = props.report;
  const [{ outcome: asked }, change] = useFilters({ outcome: 'all' });
  const outcome = (outcomes as readonly string[]).includes(asked) ? (asked as Outcome) : null;
  // Whoever had their turn since is told anew.
  const people = usePages<RequiredPerson>(`/recovery-requirements/${id}/people`, {
    params: { outcome, done },
  });
  return (
    <Panel
      title={t('require.people')}
      actions={
        <DownloadLink path={`/recovery-requirements/${id}/people.csv`}>{t('require.download')}</DownloadLink>
      }
    >
      <Select<Chosen>
        label={t('require.outcomeLabel')}
        hint={t('require.outcomeHint')}
        options={[
          { id: 'all', label: t('state.all') },
          ...outcomes.map((each) => ({ id: each as Chosen, label: t(`require.outcome.${each}`) })),
        ]}
        value={outcome ?? 'all'}
        onChange={(chosen) => change({ outcome: chosen })}
      />
      {people.refusal === null ? null : <ErrorState refusal={people.refusal} onAgain={people.again} />}
      <DataTable<RequiredPerson>
        label={t('require.people')}
        items={people.items}
        idOf={({ position }) => String(position)}
        nameOf={({ displayName, accountName }) => displayName || accountName}
        columns={[
          {
            id: 'person',
            title: t('list.person'),
            cell: ({ accountId, displayName, accountName }) => (
              <PersonName person={{ id: accountId, displayName, accountName: accountName || accountId }} />
            ),
          },
          {
            id: 'outcome',
            title: t('require.outcomeLabel'),
            cell: ({ outcome: what }) => t(`require.outcome.${what ?? 'waiting'}`),
          },
          {
            id: 'methods',
            title: t('require.methods'),
            isNumber: true,
            cell: ({ methods }) => count(methods),
          },
          {
            id: 'sessions',
            title: t('require.sessions'),
            isNumber: true,
            cell: ({ sessions }) => count(sessions),
          },
        ]}
        more={people}
        empty={<EmptyState title={t('list.empty')} />}
      />
    </Panel>
  );
};
