import { usePages } from '../../api/index.ts';
import { PageLink } from '../../frame/index.ts';
import { useFormats, useTexts } from '../../language/index.ts';
import { DataTable, EmptyState, ErrorState, Panel } from '../../ui/index.ts';
import type { ImportView, NotUndone as Left } from './answers.ts';

/** Whom an undo left as they are, and why: somebody has to look at each. */
export const NotUndone = (props: { readonly made: ImportView }) => {
  const { t } = useTexts('people');
  const { count } = useFormats();
  const { id, counts } = props.made;
  const left = usePages<Left>(`/people-imports/${id}/not-undone`, { params: { left: counts.notUndone } });
  return (
    <Panel title={t('imports.left.title')} sentence={t('imports.left.sentence')}>
      {left.refusal === null ? null : <ErrorState refusal={left.refusal} onAgain={left.again} />}
      <DataTable<Left>
        label={t('imports.left.title')}
        items={left.items}
        idOf={({ line }) => String(line)}
        nameOf={({ account }) => account.name || t('imports.left.nobody')}
        columns={[
          { id: 'line', title: t('imports.lineHead'), cell: ({ line }) => count(line) },
          {
            id: 'person',
            title: t('list.person'),
            cell: ({ account }) =>
              account.name === '' ? (
                <span className="quiet">{t('imports.left.nobody')}</span>
              ) : (
                <PageLink to={`/people/${account.id}`}>
                  <bdi>{account.name}</bdi>
                </PageLink>
              ),
          },
          { id: 'why', title: t('imports.left.why'), cell: ({ why }) => t(`imports.left.because.${why}`) },
        ]}
        more={left}
        empty={<EmptyState title={t('list.empty')} />}
      />
    </Panel>
  );
};
