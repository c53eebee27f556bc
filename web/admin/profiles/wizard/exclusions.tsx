import { useState } from 'react';
import { type Loaded, useChange, useRead } from '../../api/index.ts';
import { useFormats, useTexts } from '../../language/index.ts';
import {
  ApprovalNotice,
  Button,
  CheckboxGroup,
  Dialog,
  Panel,
  RefusalNotice,
  toast,
} from '../../ui/index.ts';
import type { GroupLine, Surroundings } from '../answers.ts';

/** Left out of every profile: feature-wide, and said so (behaviour.md 2.3). */
export const Exclusions = (props: { readonly loaded: Loaded<Surroundings> }) => {
  const { t } = useTexts('profiles');
  const { list, count } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const { excludedGroups, excludedAccounts } = props.loaded.value;
  return (
    <Panel
      title={t('exclusions.title')}
      sentence={t('exclusions.sentence')}
      actions={<Button onPress={() => setOpen(true)}>{t('exclusions.edit')}</Button>}
    >
      <p>
        <span className="isolated">
          {excludedGroups.length === 0 ? t('exclusions.none') : list(excludedGroups)}
        </span>
        {excludedAccounts === 0
          ? null
          : ` · ${t('exclusions.accounts', { count: excludedAccounts, people: count(excludedAccounts) })}`}
      </p>
      {isOpen ? <EditDialog loaded={props.loaded} onClose={() => setOpen(false)} /> : null}
    </Panel>
  );
};

const EditDialog = (props: { readonly loaded: Loaded<Surroundings>; readonly onClose: () => void }) => {
  const { t } = useTexts('profiles');
  const frame = useTexts('frame').t;
  const change = useChange(['/profile-surroundings', '/profiles', '/groups', '/approvals']);
  const [groups, setGroups] = useState(props.loaded.value.excludedGroups);
  const known = useRead<{ items: readonly GroupLine[] }>('/groups').loaded?.value.items ?? [];
  const names = [...new Set([...props.loaded.value.excludedGroups, ...known.map(({ name }) => name)])];
  const save = async () => {
    const answer = await change.send({
      ...{ method: 'PUT', path: '/exclusions', body: { groups } },
      ifMatch: props.loaded.etag ?? undefined,
    });
    if (answer?.kind !== 'done') return;
    toast(t('exclusions.done'));
    props.onClose();
  };
  return (
    <Dialog
      title={t('exclusions.edit')}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button kind="primary" busy={change.busy} onPress={() => void save()}>
            {t('exclusions.save')}
          </Button>
          <Button onPress={props.onClose}>{frame('action.cancel')}</Button>
        </>
      }
    >
      <p>{t('exclusions.text')}</p>
      <CheckboxGroup
        label={t('exclusions.title')}
        hint={t('exclusions.groupsHint')}
        options={names.map((name) => ({ id: name, label: name }))}
        value={groups}
        onChange={setGroups}
      />
      <ApprovalNotice waitsFor={change.waitsFor} />
      <RefusalNotice refusal={change.refusal} />
    </Dialog>
  );
};
