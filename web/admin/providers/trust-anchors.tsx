import { useState } from 'react';
import { useChange, useRead } from '../api/index.ts';
import { Page, PageLink, useGo } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  ApprovalNotice,
  Badge,
  ConfirmDialog,
  DataTable,
  EmptyState,
  Notice,
  type TableColumn,
  toast,
  WithData,
} from '../ui/index.ts';
import type { AnchorsView, AnchorView } from './answers.ts';
import { kindText } from './credential-kinds.tsx';
import { StatusLists } from './status-lists.tsx';

const tones = {
  on: 'good',
  off: 'neutral',
  expiresSoon: 'caution',
  expired: 'bad',
  notYetValid: 'caution',
} as const;

type Asking = { readonly act: 'off' | 'on' | 'remove'; readonly anchor: AnchorView } | null;

export const TrustAnchors = () => {
  const { t } = useTexts('providers');
  const mayEdit = useHasRole('Recovery Administrator');
  const read = useRead<AnchorsView>('/trust-anchors', { pollEvery: 60_000 });
  return (
    <Page
      guide="trust-anchors"
      title={t('anchors.title')}
      sentence={t('anchors.sentence')}
      back={<PageLink to="/providers">{t('back')}</PageLink>}
      actions={
        mayEdit ? (
          <PageLink to="/providers/trust-anchors/new" kind="primary">
            {t('anchors.add')}
          </PageLink>
        ) : null
      }
      help={
        <>
          <p>{t('anchors.help.what')}</p>
          <p>{t('anchors.help.off')}</p>
        </>
      }
    >
      <WithData read={read} lines={6}>
        {({ items }, { etag }) => (
          <>
            <Warnings items={items} />
            <AnchorTable items={items} etag={etag} mayEdit={mayEdit} />
          </>
        )}
      </WithData>
      <StatusLists />
    </Page>
  );
};

const Warnings = (props: { readonly items: readonly AnchorView[] }) => {
  const { t } = useTexts('providers');
  const { list } = useFormats();
  const namesIn = (state: AnchorView['state']) =>
    list(props.items.filter((each) => each.state === state).map(({ name }) => name));
  const [expired, soon] = [namesIn('expired'), namesIn('expiresSoon')];
  return (
    <>
      {expired === '' ? null : <Notice kind="danger">{t('anchors.warn.expired', { names: expired })}</Notice>}
      {soon === '' ? null : <Notice kind="warning">{t('anchors.warn.expiresSoon', { names: soon })}</Notice>}
    </>
  );
};

const useColumns = (): readonly [TableColumn<AnchorView>, ...TableColumn<AnchorView>[]] => {
  const { t } = useTexts('providers');
  const { list, country, day } = useFormats();
  // The hour stands on the anchor's own page.
  const dayOf = (epochMs: number) => day(new Date(epochMs).toISOString().slice(0, 10));
  return [
    {
      id: 'name',
      title: t('anchors.name'),
      cell: ({ name, certificate, did, sandbox }) => (
        <span className="named">
          <bdi>{name}</bdi>
          <bdi className="quiet small">{certificate?.subject ?? did}</bdi>
          {sandbox ? <span className="quiet small">{t('anchors.sandbox')}</span> : null}
        </span>
      ),
    },
    {
      id: 'mayIssue',
      title: t('anchors.mayIssue'),
      cell: ({ mayIssue }) =>
        mayIssue === 'any' ? (
          t('anchors.anything')
        ) : (
          <span className="stack stack-tight">
            {mayIssue.map((kind) => (
              <bdi key={kindText(kind)}>{kindText(kind)}</bdi>
            ))}
          </span>
        ),
    },
    {
      id: 'countries',
      title: t('anchors.countries'),
      cell: ({ countries }) => (countries === 'any' ? t('card.everyCountry') : list(countries.map(country))),
    },
    {
      id: 'until',
      title: t('anchors.until'),
      cell: ({ certificate }) => (
        <span className="nowrap">
          {certificate === null ? t('anchors.noEnd') : dayOf(certificate.validUntil)}
        </span>
      ),
    },
    {
      id: 'usedBy',
      title: t('anchors.usedBy'),
      cell: ({ usedBy }) =>
        usedBy.length === 0 ? '–' : <span className="isolated">{list(usedBy.map(({ name }) => name))}</span>,
    },
    {
      id: 'state',
      title: t('anchors.state'),
      cell: ({ state }) => <Badge tone={tones[state]}>{t(`anchors.states.${state}`)}</Badge>,
    },
  ];
};

const AnchorTable = (props: {
  readonly items: readonly AnchorView[];
  readonly etag: string | null;
  readonly mayEdit: boolean;
}) => {
  const { t } = useTexts('providers');
  const go = useGo();
  const columns = useColumns();
  const [asking, setAsking] = useState<Asking>(null);
  const change = useChange(['/trust-anchors', '/providers', '/session']);
  const confirm = async () => {
    if (asking === null) return;
    const { act, anchor } = asking;
    const path = `/trust-anchors/${anchor.id}`;
    const answer = await change.send(
      act === 'remove'
        ? { method: 'DELETE', path, ifMatch: props.etag ?? undefined }
        : { path: `${path}/${act}` },
    );
    if (answer === null || answer.kind === 'refused') return;
    setAsking(null);
    if (answer.kind === 'done') toast(act === 'remove' ? t('remove.done') : t(`${act}.done`));
  };
  return (
    <>
      <ApprovalNotice waitsFor={change.waitsFor} />
      <DataTable
        label={t('anchors.title')}
        items={props.items}
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        columns={columns}
        empty={<EmptyState title={t('anchors.empty.title')}>{t('anchors.empty.text')}</EmptyState>}
        {...(props.mayEdit
          ? {
              actions: (anchor: AnchorView) => [
                {
                  id: 'edit',
                  label: t('edit'),
                  onAction: () => go(`/providers/trust-anchors/${anchor.id}`),
                },
                anchor.enabled
                  ? {
                      id: 'off',
                      label: t('off.action'),
                      isDangerous: true,
                      onAction: () => setAsking({ act: 'off', anchor }),
                    }
                  : { id: 'on', label: t('on.action'), onAction: () => setAsking({ act: 'on', anchor }) },
                {
                  id: 'remove',
                  label: t('remove.action'),
                  isDangerous: true,
                  onAction: () => setAsking({ act: 'remove', anchor }),
                },
              ],
            }
          : {})}
      />
      <AnchorQuestion
        asking={asking}
        change={change}
        onConfirm={() => void confirm()}
        onClose={() => {
          change.forget();
          setAsking(null);
        }}
      />
    </>
  );
};

const AnchorQuestion = (props: {
  readonly asking: Asking;
  readonly change: ReturnType<typeof useChange>;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) => {
  const { t } = useTexts('providers');
  const { list } = useFormats();
  const name = props.asking?.anchor.name ?? '';
  const usedBy = props.asking?.anchor.usedBy ?? [];
  const act = props.asking?.act ?? 'off';
  const titles = {
    off: t('anchors.off.title', { name }),
    on: t('anchors.on.title', { name }),
    remove: t('remove.title', { name }),
  };
  const texts = {
    off: t('anchors.off.text'),
    on: t('anchors.on.text'),
    remove: t('anchors.remove.text'),
  };
  return (
    <ConfirmDialog
      title={titles[act]}
      action={act === 'remove' ? t('remove.action') : t(`${act}.action`)}
      isOpen={props.asking !== null}
      isDangerous={act !== 'on'}
      onClose={props.onClose}
      onConfirm={props.onConfirm}
      change={props.change}
      reasons={{ anchorInUse: t('reasons.anchorInUse'), approvalPending: t('reasons.approvalPending') }}
    >
      <p>{texts[act]}</p>
      {usedBy.length === 0 ? null : (
        <p>
          {t('anchors.usedBy')}: <span className="isolated">{list(usedBy.map((each) => each.name))}</span>
        </p>
      )}
    </ConfirmDialog>
  );
};
