import { useState } from 'react';
import { useChange, useRead } from '../../api/index.ts';
import { useGo } from '../../frame/index.ts';
import { useFormats, useTexts } from '../../language/index.ts';
import {
  ApprovalNotice,
  Button,
  Checkbox,
  ChoiceCards,
  ComboBox,
  ConfirmDialog,
  Facts,
  Notice,
  Panel,
  RefusalNotice,
  TextArea,
  useDraft,
} from '../../ui/index.ts';
import type { GroupLine, PersonView } from '../answers.ts';
import { useReasons } from '../use-reasons.ts';
import type { Preview, Requirement, Scope } from './answers.ts';

interface Order {
  readonly kind: 'list' | 'group';
  readonly text: string;
  readonly group: string;
  readonly cannotRecover: 'skip' | 'include' | null;
  readonly notify: boolean;
}
const nothing: Order = { kind: 'list', text: '', group: '', cannotRecover: null, notify: true };

/** Whom, then what that would mean, then the question; in this order, so that nobody presses on a number they have not seen. */
export const OrderForm = (props: { readonly accountId: string | null }) => {
  const { t } = useTexts('people');
  const reasons = useReasons();
  const { accountId } = props;
  const draft = useDraft<Order>(`require.${accountId ?? 'new'}`, nothing);
  const person = useRead<PersonView>(`/people/${accountId}`, { off: accountId === null });
  const groups = useRead<{ items: readonly GroupLine[] }>('/groups', { off: accountId !== null });
  const look = useChange();
  const [seen, setSeen] = useState<{ readonly of: string; readonly preview: Preview } | null>(null);
  const { kind, text, group } = draft.value;
  const scope: Scope =
    accountId !== null
      ? { kind: 'people', accountIds: [accountId] }
      : kind === 'group'
        ? { kind, group }
        : { kind: 'list', text };
  const of = JSON.stringify(scope);
  const isNobody = accountId === null && (kind === 'group' ? group === '' : text.trim() === '');
  const preview = async () => {
    const answer = await look.send<Preview>({ path: '/recovery-requirements/preview', body: { scope } });
    if (answer?.kind === 'done') setSeen({ of, preview: answer.value });
  };
  return (
    <Panel title={t('require.new')} sentence={t('require.newSentence')}>
      {accountId === null ? (
        <>
          <ChoiceCards<Order['kind']>
            label={t('require.whom')}
            options={[
              { id: 'list', label: t('require.byList'), detail: t('require.byListText') },
              { id: 'group', label: t('require.byGroup'), detail: t('require.byGroupText') },
            ]}
            value={kind}
            onChange={(chosen) => draft.change({ kind: chosen })}
          />
          {kind === 'list' ? (
            <TextArea
              label={t('require.listLabel')}
              hint={t('require.listHint')}
              value={text}
              onChange={(typed) => draft.change({ text: typed })}
              isCode
              rows={6}
            />
          ) : (
            <ComboBox
              label={t('list.group')}
              hint={t('require.groupHint')}
              options={(groups.loaded?.value.items ?? []).map(({ name }) => ({ id: name, label: name }))}
              value={group === '' ? null : group}
              onChange={(chosen) => draft.change({ group: chosen ?? '' })}
            />
          )}
        </>
      ) : (
        <Facts
          facts={[
            {
              label: t('require.whom'),
              value: <bdi>{person.loaded?.value.displayName ?? ''}</bdi>,
            },
          ]}
        />
      )}
      <div className="row">
        <Button busy={look.busy} isDisabled={isNobody} onPress={() => void preview()}>
          {t('require.look')}
        </Button>
      </div>
      <RefusalNotice refusal={look.refusal} reasons={reasons.refusals} />
      {/* What was seen is of another scope: it must be looked at again. */}
      {seen?.of === of ? (
        <Ask
          preview={seen.preview}
          scope={scope}
          order={draft.value}
          onChange={draft.change}
          onDone={draft.drop}
        />
      ) : null}
    </Panel>
  );
};

const Ask = (props: {
  readonly preview: Preview;
  readonly scope: Scope;
  readonly order: Order;
  readonly onChange: (changed: Partial<Order>) => void;
  readonly onDone: () => void;
}) => {
  const { t } = useTexts('people');
  const { count } = useFormats();
  const go = useGo();
  const reasons = useReasons();
  const change = useChange(['/recovery-requirements', '/people']);
  const [asking, setAsking] = useState(false);
  const { preview, order, onChange } = props;
  const meant = preview.total - preview.skipped.disabled - preview.skipped.privileged;
  const action = t('require.press', { count: meant, number: count(meant) });
  const require = async () => {
    const { cannotRecover, notify } = order;
    const body = { scope: props.scope, cannotRecover, notify };
    const answer = await change.send<Requirement>({ path: '/recovery-requirements', body });
    if (answer?.kind === 'refused' || answer === null) return;
    setAsking(false);
    props.onDone();
    if (answer.kind === 'done') go(`/people/require-recovery/${answer.value.id}`);
  };
  if (change.waitsFor !== null) return <ApprovalNotice waitsFor={change.waitsFor} />;
  return (
    <>
      <Facts
        facts={[
          { label: t('require.meant'), value: count(meant) },
          { label: t('require.disabled'), value: count(preview.skipped.disabled) },
          { label: t('require.privileged'), value: count(preview.skipped.privileged) },
          {
            label: t('require.cannot'),
            value: preview.cannotRecover === null ? t('require.notCounted') : count(preview.cannotRecover),
          },
        ]}
      />
      {preview.unknown.length === 0 ? null : (
        <Notice kind="warning" title={t('require.unknown', { count: preview.unknown.length })}>
          <p>
            <bdi>{preview.unknown.slice(0, 20).join(' · ')}</bdi>
          </p>
        </Notice>
      )}
      {meant === 0 ? null : (
        <>
          <ChoiceCards<'skip' | 'include'>
            label={t('require.cannotQuestion')}
            hint={t('require.cannotHint')}
            options={[
              { id: 'include', label: t('require.include'), detail: t('require.includeText') },
              { id: 'skip', label: t('require.skip'), detail: t('require.skipText') },
            ]}
            value={order.cannotRecover}
            onChange={(cannotRecover) => onChange({ cannotRecover })}
          />
          <Checkbox
            isSelected={order.notify}
            onChange={(notify) => onChange({ notify })}
            detail={t('require.notifyText')}
          >
            {t('require.notify')}
          </Checkbox>
          {preview.needsSecondPerson ? <Notice kind="info">{t('require.twoNeeded')}</Notice> : null}
          <div className="row">
            <Button kind="danger" isDisabled={order.cannotRecover === null} onPress={() => setAsking(true)}>
              {action}
            </Button>
          </div>
        </>
      )}
      <ConfirmDialog
        title={t('require.confirmTitle', { count: meant, number: count(meant) })}
        action={action}
        isOpen={asking}
        onClose={() => {
          setAsking(false);
          change.forget();
        }}
        onConfirm={() => void require()}
        change={change}
        reasons={reasons.refusals}
        isDangerous
      >
        <p>{t('require.confirmText')}</p>
      </ConfirmDialog>
    </>
  );
};
