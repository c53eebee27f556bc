import { useState } from 'react';
import { type Change, useChange, useRead } from '../api/index.ts';
import { Page, PageLink, usePathParam } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  Button,
  ConfirmDialog,
  Facts,
  Notice,
  Panel,
  TextField,
  Time,
  toast,
  WithData,
} from '../ui/index.ts';
import type { Approval } from './answers.ts';
import { useApprovalWords } from './approval-words.ts';
import { ApprovalBadge } from './approvals.tsx';

const Changes = (props: { readonly approval: Approval }) => {
  const { t } = useTexts('home');
  const words = useApprovalWords();
  return (
    <Panel title={t('approvals.changes')}>
      <table className="plain-table changes">
        <thead>
          <tr>
            <th scope="col">{t('approvals.field')}</th>
            <th scope="col">{t('approvals.before')}</th>
            <th scope="col">{t('approvals.after')}</th>
          </tr>
        </thead>
        <tbody>
          {props.approval.changes.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">{words.field(field)}</th>
              <td data-title={t('approvals.before')}>
                <bdi>{words.value(before)}</bdi>
              </td>
              <td data-title={t('approvals.after')}>
                <bdi>{words.value(after)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
};

const About = (props: { readonly approval: Approval }) => {
  const { t } = useTexts('home');
  const words = useApprovalWords();
  const { approval } = props;
  return (
    <Facts
      facts={[
        { label: t('approvals.state'), value: <ApprovalBadge state={approval.state} /> },
        {
          label: t('approvals.askedBy'),
          value: <bdi>{approval.yours ? t('approvals.you') : words.person(approval.askedBy)}</bdi>,
        },
        { label: t('approvals.askedAt'), value: <Time at={approval.askedAt} /> },
        ...(approval.state === 'pending'
          ? [{ label: t('approvals.until'), value: <Time at={approval.expiresAt} /> }]
          : []),
        ...(approval.decidedBy === null || approval.decidedAt === null
          ? []
          : [
              { label: t('approvals.decidedBy'), value: <bdi>{words.person(approval.decidedBy)}</bdi> },
              { label: t('approvals.decidedAt'), value: <Time at={approval.decidedAt} /> },
            ]),
        ...(approval.state !== 'rejected' || approval.reason === ''
          ? []
          : [{ label: t('approvals.reason'), value: approval.reason }]),
      ]}
    />
  );
};

/** Sentences for why the server did not take a decision. */
const useReasons = (): Readonly<Record<string, string>> => {
  const { t } = useTexts('home');
  return {
    alreadyDecided: t('refused.alreadyDecided'),
    ownRequest: t('refused.ownRequest'),
    samePerson: t('refused.samePerson'),
    askerGone: t('refused.askerGone'),
    notYourRequest: t('refused.notYourRequest'),
    outdated: t('refused.outdated'),
  };
};

const decide = async (change: Change, id: string, how: string, body: unknown = {}) => {
  const answer = await change.send<Approval>({ path: `/approvals/${id}/${how}`, body });
  return answer?.kind === 'done' ? answer.value : null;
};

const Decision = (props: { readonly approval: Approval }) => {
  const { t } = useTexts('home');
  const words = useApprovalWords();
  const reasons = useReasons();
  const [asking, setAsking] = useState<'approve' | 'reject' | 'withdraw' | null>(null);
  const [why, setWhy] = useState('');
  const change = useChange(['/approvals', '/home', '/session']);
  const { id, yours } = props.approval;
  const close = () => {
    change.forget();
    setAsking(null);
  };
  const confirm = async () => {
    if (asking === null) return;
    const decided = await decide(change, id, asking, asking === 'reject' ? { reason: why } : {});
    if (decided === null) return;
    setAsking(null);
    toast(t(`approvals.said.${decided.state}`));
  };
  return (
    <div className="row">
      {yours ? (
        <>
          <p>{t('approvals.yours')}</p>
          <Button onPress={() => setAsking('withdraw')}>{t('approvals.withdraw')}</Button>
        </>
      ) : (
        <>
          <Button kind="primary" onPress={() => setAsking('approve')}>
            {t('approvals.approve')}
          </Button>
          <Button onPress={() => setAsking('reject')}>{t('approvals.reject')}</Button>
        </>
      )}
      <ConfirmDialog
        title={asking === null ? '' : t(`approvals.ask.${asking}`)}
        action={asking === null ? '' : t(`approvals.${asking}`)}
        isOpen={asking !== null}
        onClose={close}
        onConfirm={() => void confirm()}
        change={change}
        reasons={reasons}
      >
        <p>{words.title(props.approval)}</p>
        {asking === 'reject' ? (
          <TextField
            label={t('approvals.why')}
            hint={t('approvals.whyHint')}
            isOptional
            maxLength={500}
            value={why}
            onChange={setWhy}
          />
        ) : null}
      </ConfirmDialog>
    </div>
  );
};

/** One change that waits, whole: what it is, who wants it, what would be different. */
export const ApprovalPage = () => {
  const { t } = useTexts('home');
  const words = useApprovalWords();
  const path = `/approvals/${usePathParam('approvalId')}`;
  const read = useRead<Approval>(path);
  const mayDecide = useHasRole('Recovery Administrator');
  const approval = read.loaded?.value;
  return (
    <Page
      guide="first-steps"
      title={approval === undefined ? t('approvals.one') : words.title(approval)}
      sentence={t('approvals.oneSentence')}
      back={<PageLink to="/approvals">{t('approvals.title')}</PageLink>}
      help={<p>{t('approvals.help')}</p>}
    >
      <WithData read={read} lines={8}>
        {(value) => (
          <>
            <Panel title={t('approvals.request')}>
              <About approval={value} />
            </Panel>
            <Changes approval={value} />
            {value.state === 'failed' ? <Notice kind="danger">{words.failure(value.reason)}</Notice> : null}
            {value.state === 'pending' && mayDecide ? <Decision approval={value} /> : null}
          </>
        )}
      </WithData>
    </Page>
  );
};
