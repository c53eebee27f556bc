import { useState } from 'react';
import { useChange, useRead } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  ApprovalNotice,
  Button,
  DataTable,
  EmptyState,
  Panel,
  RefusalNotice,
  TextField,
  toast,
  useFieldErrors,
} from '../ui/index.ts';
import type { GroupLine, PersonView } from './answers.ts';
import { useReasons } from './use-reasons.ts';

/** Which groups a person is in. A group is there as soon as somebody is in it. */
export const PersonGroups = (props: { readonly person: PersonView }) => {
  const { t } = useTexts('people');
  const mayChange = useHasRole('Recovery Administrator');
  const { id, groups } = props.person;
  const change = useChange(['/people', '/groups', '/holds']);
  const reasons = useReasons();
  const errors = useFieldErrors(change.refusal, reasons.ofForms);
  const [name, setName] = useState('');
  const known = useRead<{ items: readonly GroupLine[] }>('/groups', { off: !mayChange });
  const move = async (group: string, how: 'add' | 'remove') => {
    const answer = await change.send<{ held: number }>({
      path: '/groups/members',
      body: { group, [how]: [id] },
    });
    if (answer?.kind !== 'done') return;
    const said = how === 'add' ? 'groups.added' : 'groups.removed';
    toast(t(answer.value.held > 0 ? `${said}Held` : said, { group }));
    if (how === 'add') setName('');
  };
  const isNew =
    name.trim() !== '' && known.loaded?.value.items.every((group) => group.name !== name.trim()) === true;
  return (
    <Panel title={t('groups.title')}>
      <DataTable
        label={t('groups.title')}
        items={groups.map((group) => ({ group }))}
        idOf={({ group }) => group}
        nameOf={({ group }) => group}
        columns={[{ id: 'name', title: t('groups.name'), cell: ({ group }) => <bdi>{group}</bdi> }]}
        {...(mayChange
          ? {
              actions: ({ group }: { group: string }) => [
                { id: 'remove', label: t('groups.takeOut'), onAction: () => void move(group, 'remove') },
              ],
            }
          : {})}
        empty={<EmptyState title={t('groups.none')}>{t('groups.noneText')}</EmptyState>}
      />
      <ApprovalNotice waitsFor={change.waitsFor} />
      {mayChange ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void move(name, 'add');
          }}
        >
          <TextField
            label={t('groups.addTo')}
            hint={isNew ? t('groups.isNew') : t('groups.addHint')}
            value={name}
            onChange={setName}
            error={errors('') ?? errors('group')}
          />
          <div className="row">
            <Button type="submit" busy={change.busy}>
              {t('groups.addAction')}
            </Button>
          </div>
          {change.refusal?.code === 'invalid' ? null : (
            <RefusalNotice refusal={change.refusal} reasons={reasons.refusals} />
          )}
        </form>
      ) : null}
    </Panel>
  );
};
