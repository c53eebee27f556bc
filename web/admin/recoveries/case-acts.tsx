import { useState } from 'react';
import { useChange } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import { Badge, Button, ConfirmDialog, toast } from '../ui/index.ts';
import type { CaseView } from './answers.ts';

/** Ending a recovery, and keeping everybody from recovering its account. */
export const CaseActs = (props: { readonly found: CaseView }) => {
  const { t } = useTexts('recoveries');
  const mayAct = useHasRole('Recovery Administrator');
  const change = useChange(['/recoveries', '/audit']);
  const [asking, setAsking] = useState<'stop' | 'freeze' | null>(null);
  const { caseNumber, outcome, accountKnown, accountFrozen } = props.found;
  if (!mayAct) return null;
  const perform = async (act: 'stop' | 'freeze') => {
    const path = `/recoveries/${caseNumber}/${act === 'stop' ? 'stop' : 'freeze-account'}`;
    const answer = await change.send({ path, body: {} });
    if (answer?.kind !== 'done') return;
    setAsking(null);
    toast(t(`acts.${act}.done`));
  };
  const ask = (act: 'stop' | 'freeze') => {
    change.forget();
    setAsking(act);
  };
  return (
    <>
      {outcome === null ? <Button onPress={() => ask('stop')}>{t('acts.stop.open')}</Button> : null}
      {accountFrozen ? <Badge tone="bad">{t('acts.freeze.isFrozen')}</Badge> : null}
      {accountKnown && !accountFrozen ? (
        <Button onPress={() => ask('freeze')}>{t('acts.freeze.open')}</Button>
      ) : null}
      {(['stop', 'freeze'] as const).map((act) => (
        <ConfirmDialog
          key={act}
          isDangerous
          // Nobody reads half a number: the hyphen of a title does not break.
          title={t(`acts.${act}.title`, { caseNumber: caseNumber.replace('-', '\u2011') })}
          action={t(`acts.${act}.action`)}
          isOpen={asking === act}
          onClose={() => setAsking(null)}
          onConfirm={() => void perform(act)}
          change={change}
          reasons={{
            endedAlready: t('reasons.endedAlready'),
            noAccount: t('reasons.noAccount'),
            frozenAlready: t('reasons.frozenAlready'),
          }}
        >
          <p>{t(`acts.${act}.text`)}</p>
        </ConfirmDialog>
      ))}
    </>
  );
};
