import { useState } from 'react';
import { useChange } from '../api/index.ts';
import { PageLink } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { ApprovalNotice, Button, ConfirmDialog, Notice, RefusalNotice, toast } from '../ui/index.ts';
import type { Health } from './answers.ts';
import type { VendorView } from './face-check-answers.ts';
import { useProblemText } from './use-problem-text.ts';

/** Test, edit, switch off and on, remove. */
export const VendorActions = ({ vendor }: { readonly vendor: VendorView }) => {
  const { t } = useTexts('providers');
  const { id, name, enabled, version } = vendor;
  const [asking, setAsking] = useState<'off' | 'remove' | null>(null);
  const [said, setSaid] = useState<Health | null>(null);
  const problem = useProblemText();
  const outdated = ['/face-checks', '/profile-surroundings', '/session'];
  const test = useChange(outdated);
  const change = useChange(outdated);
  const path = `/face-checks/${id}`;
  const switchTo = async (on: boolean) => {
    const answer = await change.send({ path: `${path}/switch`, body: { enabled: on } });
    if (answer?.kind !== 'done') return;
    setAsking(null);
    toast(on ? t('on.done') : t('off.done'));
  };
  const remove = async () => {
    const answer = await change.send({ method: 'DELETE', path, ifMatch: `"${version}"` });
    if (answer?.kind === 'done') toast(t('remove.done'));
  };
  const ask = async () => {
    const answer = await test.send<Health>({ path: `${path}/test` });
    if (answer?.kind === 'done') setSaid(answer.value);
  };
  return (
    <>
      {said === null ? null : (
        <Notice kind={said.problem === null ? 'success' : 'danger'} announce="status">
          {said.problem === null ? t('faceChecks.testOk') : problem(said.problem)}
        </Notice>
      )}
      <ApprovalNotice waitsFor={change.waitsFor} />
      <RefusalNotice refusal={test.refusal ?? (asking === null ? change.refusal : null)} />
      <div className="row">
        <Button busy={test.busy} onPress={() => void ask()}>
          {t('test.action')}
        </Button>
        <PageLink to={`/providers/face-checks/${id}`} kind="secondary">
          {t('edit')}
        </PageLink>
        {enabled ? (
          <Button kind="quiet" onPress={() => setAsking('off')}>
            {t('off.action')}
          </Button>
        ) : (
          <Button kind="quiet" busy={change.busy} onPress={() => void switchTo(true)}>
            {t('on.action')}
          </Button>
        )}
        <Button kind="quiet" onPress={() => setAsking('remove')}>
          {t('remove.action')}
        </Button>
      </div>
      <ConfirmDialog
        title={asking === 'remove' ? t('remove.title', { name }) : t('off.title', { name })}
        action={asking === 'remove' ? t('remove.action') : t('off.action')}
        isOpen={asking !== null}
        isDangerous
        onClose={() => {
          change.forget();
          setAsking(null);
        }}
        onConfirm={() => void (asking === 'remove' ? remove() : switchTo(false))}
        change={change}
        reasons={{
          faceCheckInUse: t('reasons.providerInUse'),
          faceCheckOwes: t('reasons.faceCheckOwes'),
        }}
      >
        <p>{asking === 'remove' ? t('remove.text') : t('faceChecks.offText')}</p>
      </ConfirmDialog>
    </>
  );
};
