import { usePages } from '../api/index.ts';
import { Page, PageLink, useFilters } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { Badge, DataTable, EmptyState, ErrorState, TabSet, Time } from '../ui/index.ts';
import type { Approval } from './answers.ts';
import { useApprovalWords } from './approval-words.ts';

const tones = {
  pending: 'caution',
  performed: 'good',
  failed: 'bad',
  rejected: 'neutral',
  withdrawn: 'neutral',
  expired: 'neutral',
} as const;

export const ApprovalBadge = (props: { readonly state: Approval['state'] }) => {
  const { t } = useTexts('home');
  return <Badge tone={tones[props.state]}>{t(`approvals.states.${props.state}`)}</Badge>;
};

const lookEvery = 30_000;

const List = (props: { readonly state: 'waiting' | 'closed' }) => {
  const { t } = useTexts('home');
  const words = useApprovalWords();
  const { state } = props;
  const approvals = usePages<Approval>('/approvals', { params: { state }, pollEvery: lookEvery });
  if (approvals.refusal !== null && approvals.items === null)
    return <ErrorState refusal={approvals.refusal} onAgain={approvals.again} />;
  return (
    <DataTable
      label={t('approvals.title')}
      items={approvals.items}
      idOf={({ id }) => id}
      nameOf={words.title}
      more={approvals}
      empty={<EmptyState title={t(`approvals.none.${state}`)} />}
      columns={[
        {
          id: 'about',
          title: t('approvals.what'),
          cell: (each) => <PageLink to={`/approvals/${each.id}`}>{words.title(each)}</PageLink>,
        },
        {
          id: 'asked',
          title: t('approvals.askedBy'),
          cell: (each) => (
            <span className="named">
              <bdi>{each.yours ? t('approvals.you') : words.person(each.askedBy)}</bdi>
              <Time at={each.askedAt} />
            </span>
          ),
        },
        state === 'waiting'
          ? { id: 'until', title: t('approvals.until'), cell: (each) => <Time at={each.expiresAt} /> }
          : {
              id: 'state',
              title: t('approvals.state'),
              cell: (each) => <ApprovalBadge state={each.state} />,
            },
      ]}
    />
  );
};

/** What waits for a second person, and what became of it. */
export const Approvals = () => {
  const { t } = useTexts('home');
  const [filters, change] = useFilters<{ state: string }>({ state: 'waiting' });
  return (
    <Page
      guide="first-steps"
      title={t('approvals.title')}
      sentence={t('approvals.sentence')}
      back={<PageLink to="/">{t('title')}</PageLink>}
      help={<p>{t('approvals.help')}</p>}
    >
      <TabSet
        label={t('approvals.title')}
        selected={filters.state === 'closed' ? 'closed' : 'waiting'}
        onSelect={(state) => change({ state })}
        tabs={[
          { id: 'waiting', title: t('approvals.waiting'), content: <List state="waiting" /> },
          { id: 'closed', title: t('approvals.closed'), content: <List state="closed" /> },
        ]}
      />
    </Page>
  );
};
