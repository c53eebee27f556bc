import { usePages } from '../api/index.ts';
import { PageLink, useFilters } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import {
  Badge,
  DataTable,
  DownloadLink,
  EmptyState,
  ErrorState,
  Notice,
  Panel,
  Select,
} from '../ui/index.ts';
import { type Finding, type FindingCode, findingCodes, type Scan } from './answers.ts';
import { isBlocking } from './scan-result.tsx';

type Chosen = FindingCode | 'all';

/** The people behind the numbers: all of them, or those with one finding, with what to do about it. */
export const FindingList = (props: { readonly scan: Scan }) => {
  const { t } = useTexts('readiness');
  const { count } = useFormats();
  const [{ code: asked }, change] = useFilters({ code: 'all' });
  const code = (findingCodes as readonly string[]).includes(asked) ? (asked as FindingCode) : null;
  // A new scan is a new list.
  const people = usePages<Finding>('/readiness/findings', { params: { code, scan: props.scan.id } });
  const options = findingCodes
    .filter((each) => (props.scan.counts[each] ?? 0) > 0 || each === code)
    .map((each) => ({
      id: each as Chosen,
      label: t('list.option', {
        finding: t(`finding.${each}.name`),
        people: count(props.scan.counts[each] ?? 0),
      }),
    }));
  return (
    <Panel
      title={t('list.title')}
      actions={
        <DownloadLink path="/readiness/findings.csv" params={{ code }}>
          {t('list.export')}
        </DownloadLink>
      }
    >
      <Select<Chosen>
        label={t('list.finding')}
        hint={t('list.findingHint')}
        options={[{ id: 'all', label: t('list.all') }, ...options]}
        value={code ?? 'all'}
        onChange={(chosen) => change({ code: chosen })}
      />
      {code === null ? null : (
        <Notice kind="info" title={t(`finding.${code}.name`)}>
          <p>{t(`finding.${code}.why`)}</p>
          <p>{t(`finding.${code}.mend`)}</p>
        </Notice>
      )}
      {people.refusal === null ? null : <ErrorState refusal={people.refusal} onAgain={people.again} />}
      <DataTable
        label={t('list.title')}
        items={people.items}
        idOf={({ accountId }) => accountId}
        nameOf={({ displayName, accountName }) => displayName || accountName}
        columns={[
          { id: 'person', title: t('list.person'), cell: (item) => <PersonCell item={item} /> },
          {
            id: 'findings',
            title: t('list.findings'),
            cell: ({ codes }) => (
              <span className="row">
                {codes.map((each) => (
                  <Badge key={each} tone={isBlocking(each) ? 'bad' : 'caution'}>
                    {t(`finding.${each}.name`)}
                  </Badge>
                ))}
              </span>
            ),
          },
        ]}
        more={people}
        empty={<EmptyState title={t('list.empty')} />}
      />
    </Panel>
  );
};

const PersonCell = (props: { readonly item: Finding }) => (
  <span className="stack stack-tight">
    <PageLink to={`/people/${props.item.accountId}`}>
      <bdi>{props.item.displayName || props.item.accountName}</bdi>
    </PageLink>
    <bdi className="quiet small">{props.item.accountName}</bdi>
  </span>
);
