import { useState } from 'react';
import { useDragAndDrop } from 'react-aria-components';
import { type Loaded, useChange, useRead } from '../api/index.ts';
import { Page, PageLink, useGo } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  ApprovalNotice,
  Badge,
  ConfirmDialog,
  DataTable,
  EmptyState,
  ModeBadge,
  Notice,
  RefusalNotice,
  toast,
  WithData,
} from '../ui/index.ts';
import type { ListedProfile, ProfileTable } from './answers.ts';
import { OverlapNotices } from './overlap-notices.tsx';
import { useNames } from './use-names.ts';
import { useProfileWords } from './use-profile-words.ts';
import { WhichApplies } from './which-applies.tsx';

export const Profiles = () => {
  const { t } = useTexts('profiles');
  const mayChange = useHasRole('Recovery Administrator');
  const read = useRead<ProfileTable>('/profiles');
  return (
    <Page
      guide="profiles"
      title={t('title')}
      sentence={t('sentence')}
      {...(mayChange
        ? {
            actions: (
              <PageLink to="/profiles/new" kind="primary">
                {t('new.action')}
              </PageLink>
            ),
          }
        : {})}
      help={
        <>
          <p>{t('help.what')}</p>
          <p>{t('help.order')}</p>
        </>
      }
    >
      <WithData read={read} lines={6}>
        {(table, loaded) => (
          <>
            <OverlapNotices overlaps={table.overlaps} profiles={table.items} />
            <Rows loaded={loaded} mayChange={mayChange} />
            {table.items.length === 0 ? null : <WhichApplies profiles={table.items} />}
          </>
        )}
      </WithData>
    </Page>
  );
};

const Rows = (props: { readonly loaded: Loaded<ProfileTable>; readonly mayChange: boolean }) => {
  const { t } = useTexts('profiles');
  const { count, list } = useFormats();
  const go = useGo();
  const names = useNames();
  const words = useProfileWords(names);
  const order = useChange(['/profiles']);
  const copy = useChange(['/profiles']);
  const [deleted, setDeleted] = useState<ListedProfile | null>(null);
  const { items } = props.loaded.value;

  const put = async (ids: readonly string[], moved: ListedProfile) => {
    const answer = await order.send({
      ...{ method: 'PUT', path: '/profile-order', body: { ids } },
      ifMatch: props.loaded.etag ?? undefined,
    });
    if (answer?.kind === 'done')
      toast(t('order.moved', { name: moved.name, place: count(ids.indexOf(moved.id) + 1) }));
  };
  const move = (item: ListedProfile, by: -1 | 1) => {
    const ids = items.map(({ id }) => id).filter((id) => id !== item.id);
    void put(ids.toSpliced(item.priority + by, 0, item.id), item);
  };
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const [key] = keys;
      const item = items.find(({ id }) => id === key);
      if (item === undefined) return;
      const ids = items.map(({ id }) => id).filter((id) => id !== item.id);
      const place = ids.indexOf(String(target.key)) + (target.dropPosition === 'after' ? 1 : 0);
      void put(ids.toSpliced(place, 0, item.id), item);
    },
  });
  const copyOne = async ({ id }: ListedProfile) => {
    const answer = await copy.send<ListedProfile>({ path: `/profiles/${id}/copy` });
    if (answer?.kind !== 'done') return;
    toast(t('copy.done', { name: answer.value.name }));
    go(`/profiles/${answer.value.id}/edit`);
  };

  return (
    <>
      {order.refusal?.code === 'changedMeanwhile' ? (
        <Notice kind="warning" announce="alert">
          {t('order.changedMeanwhile')}
        </Notice>
      ) : (
        <RefusalNotice refusal={order.refusal} reasons={{ approvalPending: t('order.waitsAlready') }} />
      )}
      <ApprovalNotice waitsFor={order.waitsFor} />
      <RefusalNotice refusal={copy.refusal} />
      <DataTable<ListedProfile>
        label={t('title')}
        items={items}
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        columns={[
          {
            id: 'name',
            title: t('field.name'),
            cell: ({ id, name, description }) => (
              <span className="named">
                <PageLink to={`/profiles/${id}`}>
                  <bdi>{name}</bdi>
                </PageLink>
                {description === '' ? null : <bdi className="quiet small">{description}</bdi>}
              </span>
            ),
          },
          {
            id: 'mode',
            title: t('table.state'),
            cell: ({ enabled, mode }) =>
              enabled ? <ModeBadge mode={mode} /> : <Badge tone="neutral">{t('say.off')}</Badge>,
          },
          {
            id: 'people',
            title: t('field.includeGroups'),
            cell: ({ includeGroups }) => <span className="isolated">{words.groups(includeGroups)}</span>,
          },
          {
            id: 'providers',
            title: t('table.providers'),
            cell: ({ providersByCountry }) => (
              <bdi>
                {list(
                  [...new Set(Object.values(providersByCountry).flat())].map((id) => names.get(id) ?? id),
                )}
              </bdi>
            ),
          },
          {
            id: 'priority',
            title: t('table.priority'),
            isNumber: true,
            cell: ({ priority }) => count(priority + 1),
          },
        ]}
        {...(props.mayChange
          ? {
              dragAndDropHooks,
              actions: (item: ListedProfile) => [
                { id: 'edit', label: t('action.edit'), onAction: () => go(`/profiles/${item.id}/edit`) },
                {
                  ...{ id: 'up', label: t('order.up'), isDisabled: item.priority === 0 },
                  onAction: () => move(item, -1),
                },
                {
                  ...{ id: 'down', label: t('order.down'), isDisabled: item.priority === items.length - 1 },
                  onAction: () => move(item, 1),
                },
                { id: 'copy', label: t('copy.action'), onAction: () => void copyOne(item) },
                {
                  ...{ id: 'history', label: t('history.title') },
                  onAction: () => go(`/profiles/${item.id}/history`),
                },
                {
                  ...{ id: 'delete', label: t('delete.action'), isDangerous: true },
                  onAction: () => setDeleted(item),
                },
              ],
            }
          : {})}
        empty={<EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
      />
      {deleted === null ? null : (
        <DeleteDialog key={deleted.id} profile={deleted} onClose={() => setDeleted(null)} />
      )}
    </>
  );
};

const DeleteDialog = (props: { readonly profile: ListedProfile; readonly onClose: () => void }) => {
  const { t } = useTexts('profiles');
  const { profile } = props;
  const change = useChange(['/profiles']);
  const remove = async () => {
    const answer = await change.send<{ recoveriesEnded: number }>({
      ...{ path: `/profiles/${profile.id}/deletion`, body: { typedName: profile.name } },
      ifMatch: `"${profile.version}"`,
    });
    if (answer?.kind !== 'done') return;
    toast(t('delete.done', { name: profile.name, count: answer.value.recoveriesEnded }));
    props.onClose();
  };
  return (
    <ConfirmDialog
      title={t('delete.title', { name: profile.name })}
      action={t('delete.action')}
      isOpen
      isDangerous
      typedName={profile.name}
      change={change}
      onClose={props.onClose}
      onConfirm={() => void remove()}
    >
      <p>{t('delete.text')}</p>
      <ApprovalNotice waitsFor={change.waitsFor} />
    </ConfirmDialog>
  );
};
