import { useState } from 'react';
import { type Loaded, useChange } from '../api/index.ts';
import { PageLink, useGo } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import { ActionMenu, ApprovalNotice, ConfirmDialog, Dialog, toast } from '../ui/index.ts';
import type { PersonView } from './answers.ts';
import { RolesDialog } from './roles-dialog.tsx';
import { SendStartPage } from './send-start-page.tsx';
import { useReasons } from './use-reasons.ts';

type Asking = 'freeze' | 'enable' | 'roles' | 'startPage' | null;

/** What can be done with a person, each asked once more with its consequence. */
export const PersonActions = (props: { readonly loaded: Loaded<PersonView> }) => {
  const { t } = useTexts('people');
  const go = useGo();
  const mayChange = useHasRole('Recovery Administrator');
  const reasons = useReasons();
  const change = useChange(['/people', '/holds']);
  const [asking, setAsking] = useState<Asking>(null);
  const person = props.loaded.value;
  if (!mayChange) return null;
  const name = person.displayName || person.accountName;
  const close = () => {
    setAsking(null);
    change.forget();
  };
  const freeze = person.frozen ? 'unfreeze' : 'freeze';
  const enable = person.enabled ? 'disable' : 'enable';
  const perform = async (which: 'freeze' | 'enable') => {
    const answer =
      which === 'freeze'
        ? await change.send({
            ...{ method: person.frozen ? 'DELETE' : 'PUT', path: `/people/${person.id}/frozen` },
            ifMatch: person.frozen ? (props.loaded.etag ?? undefined) : undefined,
          })
        : await change.send({
            ...{ method: 'PATCH', path: `/people/${person.id}`, ifMatch: props.loaded.etag ?? undefined },
            body: { enabled: !person.enabled },
          });
    if (answer?.kind === 'done') toast(t(`${which === 'freeze' ? freeze : enable}.done`, { name }));
    if (answer?.kind === 'done' || answer?.kind === 'waits') setAsking(null);
  };
  return (
    <>
      <ApprovalNotice waitsFor={change.waitsFor} />
      <ActionMenu
        label={t('person.more')}
        actions={[
          { id: 'startPage', label: t('startPage.action'), onAction: () => setAsking('startPage') },
          { id: 'roles', label: t('roles.action'), onAction: () => setAsking('roles') },
          { id: 'freeze', label: t(`${freeze}.action`), onAction: () => setAsking('freeze') },
          {
            id: 'enable',
            label: t(`${enable}.action`),
            isDangerous: person.enabled,
            onAction: () => setAsking('enable'),
          },
          {
            id: 'require',
            label: t('require.action'),
            isDangerous: true,
            onAction: () => go(`/people/require-recovery?account=${person.id}`),
          },
        ]}
      />
      <PageLink to={`/people/${person.id}/edit`} kind="primary">
        {t('edit.action')}
      </PageLink>
      <ConfirmDialog
        title={t(`${freeze}.title`, { name })}
        action={t(`${freeze}.action`)}
        isOpen={asking === 'freeze'}
        onClose={close}
        onConfirm={() => void perform('freeze')}
        change={change}
        reasons={reasons.refusals}
      >
        <p>{t(`${freeze}.text`)}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={t(`${enable}.title`, { name })}
        action={t(`${enable}.action`)}
        isOpen={asking === 'enable'}
        onClose={close}
        onConfirm={() => void perform('enable')}
        change={change}
        reasons={reasons.refusals}
        isDangerous={person.enabled}
      >
        <p>{t(`${enable}.text`)}</p>
      </ConfirmDialog>
      <Dialog title={t('startPage.title')} isOpen={asking === 'startPage'} onClose={close} actions={null}>
        <p>{t('startPage.sentence')}</p>
        <SendStartPage id={person.id} />
      </Dialog>
      <RolesDialog loaded={props.loaded} isOpen={asking === 'roles'} onClose={close} />
    </>
  );
};
