import { useEffect, useState } from 'react';
import { type Loaded, type Role, useChange } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { ApprovalNotice, Button, CheckboxGroup, Dialog, RefusalNotice, toast } from '../ui/index.ts';
import type { PersonView } from './answers.ts';
import { useReasons } from './use-reasons.ts';

const roles: readonly Role[] = ['Recovery Administrator', 'Help Desk', 'Auditor'];

/** Roles in this portal: given by two, taken away by one. */
export const RolesDialog = (props: {
  readonly loaded: Loaded<PersonView>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) => {
  const { t } = useTexts('people');
  const frame = useTexts('frame').t;
  const reasons = useReasons();
  const change = useChange(['/people']);
  const { id, roles: held } = props.loaded.value;
  const [chosen, setChosen] = useState<readonly Role[]>(held);
  useEffect(() => {
    if (props.isOpen) setChosen(held);
  }, [props.isOpen, held]);
  const save = async () => {
    const answer = await change.send({
      ...{ method: 'PUT', path: `/people/${id}/roles`, ifMatch: props.loaded.etag ?? undefined },
      body: { roles: chosen },
    });
    if (answer?.kind !== 'done') return;
    toast(t('roles.done'));
    props.onClose();
  };
  return (
    <Dialog
      title={t('roles.title')}
      isOpen={props.isOpen}
      onClose={props.onClose}
      actions={
        <>
          <Button kind="primary" busy={change.busy} onPress={() => void save()}>
            {frame('action.save')}
          </Button>
          <Button onPress={props.onClose}>{frame('action.cancel')}</Button>
        </>
      }
    >
      <CheckboxGroup<Role>
        label={t('field.roles')}
        hint={t('roles.hint')}
        options={roles.map((role) => ({
          id: role,
          label: frame(`roles.${role}`),
          detail: t(`roles.${role}`),
        }))}
        value={chosen}
        onChange={setChosen}
      />
      <ApprovalNotice waitsFor={change.waitsFor} />
      <RefusalNotice refusal={change.refusal} reasons={reasons.refusals} />
    </Dialog>
  );
};
