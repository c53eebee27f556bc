import { useRead } from '../api/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import {
  Badge,
  DataTable,
  EmptyState,
  Notice,
  Panel,
  type TableColumn,
  Time,
  WithData,
} from '../ui/index.ts';
import type { StatusListsView, StatusListView } from './answers.ts';

const tones = { fresh: 'good', due: 'neutral', failing: 'bad' } as const;

/** How the lists fare in which issuers say what they took back. Without its list a credential is refused (T7). */
export const StatusLists = () => {
  const { t } = useTexts('providers');
  const read = useRead<StatusListsView>('/status-lists', { pollEvery: 60_000 });
  const columns = useColumns();
  return (
    <Panel title={t('lists.title')} sentence={t('lists.sentence')}>
      <WithData read={read} lines={3}>
        {(view) => (
          <>
            <Warnings view={view} />
            <DataTable
              label={t('lists.title')}
              items={view.items}
              idOf={({ address, anchor }) => `${anchor.id} ${address}`}
              nameOf={({ address }) => address}
              columns={columns}
              empty={<EmptyState title={t('lists.empty.title')}>{t('lists.empty.text')}</EmptyState>}
            />
          </>
        )}
      </WithData>
    </Panel>
  );
};

const Warnings = ({ view: { items, refused } }: { readonly view: StatusListsView }) => {
  const { t } = useTexts('providers');
  const { list, count } = useFormats();
  const failing = [
    ...new Set(items.filter(({ state }) => state === 'failing').map(({ address }) => hostOf(address))),
  ];
  const number = count(refused.recoveries);
  return (
    <>
      {failing.length === 0 ? null : (
        <Notice kind="danger">{t('lists.warn.failing', { names: list(failing) })}</Notice>
      )}
      {refused.recoveries === 0 ? null : (
        <Notice kind="warning">
          {t(refused.isMore ? 'lists.warn.refusedMany' : 'lists.warn.refused', { number })}
        </Notice>
      )}
    </>
  );
};

const useColumns = (): readonly [TableColumn<StatusListView>, ...TableColumn<StatusListView>[]] => {
  const { t } = useTexts('providers');
  return [
    {
      id: 'list',
      title: t('lists.list'),
      cell: ({ address, anchor }) => (
        <span className="named">
          {anchor.name === null ? t('lists.noAnchor') : <bdi>{anchor.name}</bdi>}
          <bdi className="quiet small">{address}</bdi>
        </span>
      ),
    },
    { id: 'copy', title: t('lists.copy'), cell: ({ held }) => <Copy held={held} /> },
    {
      id: 'state',
      title: t('lists.state'),
      cell: ({ state, problem, failingSince }) => (
        <span className="named">
          <Badge tone={tones[state]}>{t(`lists.states.${state}`)}</Badge>
          {problem === null ? null : <span className="small">{t(`lists.problems.${problem}`)}</span>}
          {failingSince === null ? null : (
            <span className="quiet small">
              {t('lists.since')} <Time at={failingSince} />
            </span>
          )}
        </span>
      ),
    },
  ];
};

const Copy = ({ held }: Pick<StatusListView, 'held'>) => {
  const { t } = useTexts('providers');
  const { moment, count } = useFormats();
  if (held === null) return t('lists.never');
  return (
    <span className="named">
      <span>
        {t('lists.fetched')} <Time at={held.fetchedAt} />
      </span>
      <span className="quiet small">
        {t('lists.kilobytes', { number: count(Math.ceil(held.bytes / 1000)) })} ·{' '}
        {t('lists.until', { moment: moment(held.keptUntil) })}
      </span>
      <span className="quiet small">
        {held.expiresAt === null ? t('lists.noEnd') : t('lists.ends', { moment: moment(held.expiresAt) })}
      </span>
    </span>
  );
};

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
