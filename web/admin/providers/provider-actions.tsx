import { useState } from 'react';
import { useChange } from '../api/index.ts';
import { PageLink } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { Button, ConfirmDialog, Notice, RefusalNotice, toast } from '../ui/index.ts';
import type { Health, ProviderView } from './answers.ts';
import { useProblemText } from './use-problem-text.ts';

/** Edit, test, switch off and on, remove. */
export const ProviderActions = (props: { readonly provider: ProviderView }) => {
  const { t } = useTexts('providers');
  const { id, name, enabled, sandbox, version } = props.provider;
  const [asking, setAsking] = useState<'off' | 'remove' | null>(null);
  const [said, setSaid] = useState<Health | null>(null);
  const problem = useProblemText();
  const test = useChange(['/providers']);
  const change = useChange(['/providers']);
  const switchTo = async (on: boolean) => {
    const answer = await change.send({ path: `/providers/${id}/switch`, body: { enabled: on } });
    if (answer?.kind !== 'done') return;
    setAsking(null);
    toast(on ? t('on.done') : t('off.done'));
  };
  const remove = async () => {
    const answer = await change.send({
      method: 'DELETE',
      path: `/providers/${id}`,
      ifMatch: `"${version}"`,
    });
    if (answer?.kind === 'done') toast(t('remove.done'));
  };
  const ask = async () => {
    const answer = await test.send<Health>({ path: `/providers/${id}/test` });
    if (answer?.kind === 'done') setSaid(answer.value);
  };
  return (
    <>
      {said === null ? null : (
        <Notice kind={said.problem === null ? 'success' : 'danger'} announce="status">
          {said.problem === null ? t('test.ok') : problem(said.problem)}
        </Notice>
      )}
      <RefusalNotice refusal={test.refusal ?? (asking === null ? change.refusal : null)} />
      <div className="row">
        <Button busy={test.busy} onPress={() => void ask()}>
          {t('test.action')}
        </Button>
        {sandbox ? null : (
          <PageLink to={`/providers/${id}`} kind="secondary">
            {t('edit')}
          </PageLink>
        )}
        {enabled ? (
          <Button kind="quiet" onPress={() => setAsking('off')}>
            {t('off.action')}
          </Button>
        ) : (
          <Button kind="quiet" busy={change.busy} onPress={() => void switchTo(true)}>
            {t('on.action')}
          </Button>
        )}
        {sandbox ? null : (
          <Button kind="quiet" onPress={() => setAsking('remove')}>
            {t('remove.action')}
          </Button>
        )}
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
        reasons={{ providerInUse: t('reasons.providerInUse'), sandboxStays: t('reasons.sandboxStays') }}
      >
        <p>{asking === 'remove' ? t('remove.text') : t('off.text')}</p>
      </ConfirmDialog>
    </>
  );
};
