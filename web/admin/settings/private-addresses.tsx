import { useState } from 'react';
import { useChange, useRead } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  ConfirmDialog,
  DataTable,
  EditForm,
  EmptyState,
  Panel,
  TextField,
  Time,
  toast,
  WithData,
} from '../ui/index.ts';
import type { PrivateAddress } from './answers.ts';

/** What Regain may ask inside the organisation's own network (D36): one admin asks, another agrees, either takes it out. */
export const PrivateAddresses = () => {
  const { t } = useTexts('settings');
  const mayEdit = useHasRole('Recovery Administrator');
  const read = useRead<{ readonly items: readonly PrivateAddress[] }>('/settings/private-addresses');
  return (
    <div className="stack">
      <Panel title={t('network.title')} sentence={t('network.sentence')}>
        <WithData read={read} lines={4}>
          {({ items }, { etag }) => <AddressTable items={items} etag={etag} mayEdit={mayEdit} />}
        </WithData>
      </Panel>
      {mayEdit ? <NewAddress /> : null}
    </div>
  );
};

const AddressTable = (props: {
  readonly items: readonly PrivateAddress[];
  readonly etag: string | null;
  readonly mayEdit: boolean;
}) => {
  const { t } = useTexts('settings');
  const [gone, setGone] = useState<PrivateAddress | null>(null);
  const change = useChange(['/settings/private-addresses']);
  const nameOf = (person: PrivateAddress['askedBy']) => person.displayName || t('network.host');
  const remove = async () => {
    if (gone === null) return;
    const answer = await change.send({
      ...{ method: 'DELETE', path: `/settings/private-addresses/${gone.id}` },
      ifMatch: props.etag ?? undefined,
    });
    if (answer?.kind !== 'done') return;
    setGone(null);
    toast(t('network.removed'));
  };
  return (
    <>
      <DataTable<PrivateAddress>
        label={t('network.title')}
        items={props.items}
        idOf={({ id }) => id}
        nameOf={({ host }) => host}
        columns={[
          {
            id: 'host',
            title: t('network.hostName'),
            cell: ({ host, range }) => (
              <span className="named">
                <bdi>{host}</bdi>
                <bdi className="quiet small">{range}</bdi>
              </span>
            ),
          },
          { id: 'reason', title: t('network.reason'), cell: ({ reason }) => <bdi>{reason}</bdi> },
          {
            id: 'by',
            title: t('network.by'),
            cell: ({ askedBy, agreedBy }) => (
              <span className="isolated">
                {t('network.both', { asked: nameOf(askedBy), agreed: nameOf(agreedBy) })}
              </span>
            ),
          },
          { id: 'at', title: t('network.since'), cell: ({ at }) => <Time at={at} /> },
        ]}
        empty={<EmptyState title={t('network.none')}>{t('network.noneText')}</EmptyState>}
        {...(props.mayEdit
          ? {
              actions: (item: PrivateAddress) => [
                {
                  ...{ id: 'remove', label: t('network.remove'), isDangerous: true },
                  onAction: () => setGone(item),
                },
              ],
            }
          : {})}
      />
      <ConfirmDialog
        title={t('network.removeTitle', { host: gone?.host ?? '' })}
        action={t('network.remove')}
        isOpen={gone !== null}
        isDangerous
        onClose={() => {
          change.forget();
          setGone(null);
        }}
        onConfirm={() => void remove()}
        change={change}
      >
        <p>{t('network.removeText')}</p>
      </ConfirmDialog>
    </>
  );
};

const nothing = { host: '', range: '', reason: '' };

const NewAddress = () => {
  const { t } = useTexts('settings');
  return (
    <Panel title={t('network.addTitle')} sentence={t('network.addSentence')}>
      <EditForm<typeof nothing>
        name="privateAddress.new"
        stored={{ version: 0, value: nothing }}
        method="POST"
        path="/settings/private-addresses"
        outdated={['/settings/private-addresses', '/session']}
        saved={t('saved')}
        action={t('network.ask')}
        fieldTexts={{ taken: t('network.taken') }}
        reasons={{ approvalPending: t('network.pending') }}
        describe={({ host, range, reason }) => ({
          [t('network.hostName')]: host,
          [t('network.range')]: range,
          [t('network.reason')]: reason,
        })}
      >
        {({ value, change, errors }) => (
          <>
            <TextField
              label={t('network.hostName')}
              hint={t('network.hostHint')}
              isCode
              value={value.host}
              onChange={(host) => change({ host })}
              error={errors('host')}
            />
            <TextField
              label={t('network.range')}
              hint={t('network.rangeHint')}
              isCode
              value={value.range}
              onChange={(range) => change({ range })}
              error={errors('range')}
            />
            <TextField
              label={t('network.reason')}
              hint={t('network.reasonHint')}
              value={value.reason}
              onChange={(reason) => change({ reason })}
              error={errors('reason')}
            />
          </>
        )}
      </EditForm>
    </Panel>
  );
};
