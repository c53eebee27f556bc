import { usePages } from '../../api/index.ts';
import { Page, PageLink, useFilters } from '../../frame/index.ts';
import { useFormats, useTexts } from '../../language/index.ts';
import { useHasRole } from '../../session/index.ts';
import { Badge, DataTable, EmptyState, ErrorState, Panel, Time } from '../../ui/index.ts';
import type { Requirement } from './answers.ts';
import { OrderForm } from './order-form.tsx';

/** "Set yourself up anew", after a compromise: of a person, a group or a list (D32). */
export const RequireRecovery = () => {
  const { t } = useTexts('people');
  const { count } = useFormats();
  const mayChange = useHasRole('Recovery Administrator');
  const [{ account }] = useFilters({ account: '' });
  const earlier = usePages<Requirement>('/recovery-requirements');
  return (
    <Page
      guide="people"
      title={t('require.title')}
      sentence={t('require.sentence')}
      back={<PageLink to="/people">{t('title')}</PageLink>}
      help={
        <>
          <p>{t('require.helpWhat')}</p>
          <p>{t('require.helpWho')}</p>
        </>
      }
    >
      {mayChange ? <OrderForm key={account} accountId={account === '' ? null : account} /> : null}
      <Panel title={t('require.earlier')}>
        {earlier.refusal === null ? null : <ErrorState refusal={earlier.refusal} onAgain={earlier.again} />}
        <DataTable<Requirement>
          label={t('require.earlier')}
          items={earlier.items}
          idOf={({ id }) => id}
          nameOf={({ scope }) => (scope.kind === 'group' ? scope.group : t('require.list'))}
          columns={[
            {
              id: 'scope',
              title: t('require.whom'),
              cell: ({ id, scope }) => (
                <PageLink to={`/people/require-recovery/${id}`}>
                  {scope.kind === 'group' ? <bdi>{scope.group}</bdi> : t('require.list')}
                </PageLink>
              ),
            },
            { id: 'people', title: t('title'), isNumber: true, cell: ({ total }) => count(total) },
            { id: 'state', title: t('list.state'), cell: (made) => <RequirementBadge made={made} /> },
            { id: 'when', title: t('imports.when'), cell: ({ createdAt }) => <Time at={createdAt} /> },
          ]}
          more={earlier}
          empty={<EmptyState title={t('require.none')} />}
        />
      </Panel>
    </Page>
  );
};

export const RequirementBadge = (props: { readonly made: Requirement }) => {
  const { t } = useTexts('people');
  const { state } = props.made;
  const tone = { running: 'caution', finished: 'good', stopped: 'neutral' } as const;
  return <Badge tone={tone[state]}>{t(`require.state.${state}`)}</Badge>;
};
