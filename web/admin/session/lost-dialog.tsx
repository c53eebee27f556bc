import { useEffect, useState } from 'react';
import { type GateReason, requestOnce, type SessionView, sessionGate } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { Button, Dialog, Notice } from '../ui/index.ts';
import { hearOtherTabs } from './other-tabs.ts';

type Seen = 'nothing' | 'stillOut' | 'somebodyElse';

/** Asks who is signed in now, and lets the waiting calls go on if it is the same person. */
const lookAgain = async (expectedAccountId: string): Promise<Seen> => {
  const answer = await requestOnce<SessionView>({ path: '/session' });
  if (answer.kind !== 'done') return 'stillOut';
  // What was typed as one admin is never sent as another.
  if (answer.value.accountId !== expectedAccountId) return 'somebodyElse';
  sessionGate.open();
  return 'nothing';
};

/** `again`: the person's page asks for the passkey although somebody is signed in. */
const signInAddress = `/?${new URLSearchParams({ next: '/admin/signed-in', again: '1' })}`;

/** What is said while a call waits for a session. `reason` null: it is over. */
export const LostDialog = (props: { readonly reason: GateReason | null; readonly accountId: string }) => {
  const { t } = useTexts('frame');
  const { reason, accountId } = props;
  const closed = reason !== null;
  const [seen, setSeen] = useState<Seen>('nothing');
  useEffect(() => {
    if (!closed) return;
    setSeen('nothing');
    return hearOtherTabs(() => void lookAgain(accountId).then(setSeen));
  }, [closed, accountId]);
  return (
    <Dialog
      title={reason === 'signInAgain' ? t('sessionLost.tooOldTitle') : t('sessionLost.title')}
      isOpen={closed}
      onClose={sessionGate.giveUp}
      actions={
        <>
          <a className="button button-primary" href={signInAddress} target="_blank" rel="noopener opener">
            {t('sessionLost.signIn')}
          </a>
          <Button onPress={() => void lookAgain(accountId).then(setSeen)}>{t('sessionLost.again')}</Button>
        </>
      }
    >
      {reason === 'signInAgain' ? <p>{t('sessionLost.tooOldText')}</p> : null}
      <p>{t('sessionLost.text')}</p>
      {seen === 'stillOut' ? <Notice kind="warning">{t('sessionLost.stillOut')}</Notice> : null}
      {seen === 'somebodyElse' ? <Notice kind="danger">{t('sessionLost.somebodyElse')}</Notice> : null}
    </Dialog>
  );
};
