import { useState } from 'react';
import { useChange, useRead } from '../api/index.ts';
import { Page, PageLink, useGo } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  Badge,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  RefusalNotice,
  TextField,
  toast,
  useDraft,
  useFieldErrors,
  WithData,
} from '../ui/index.ts';
import type { GroupLine } from './answers.ts';
import { useReasons } from './use-reasons.ts';

/** Every group, how many are in it, and which rules name it. */
export const Groups = () => {
  const { t } = useTexts('people');
  const { count, list } = useFormats();
  const go = useGo();
  const mayChange = useHasRole('Recovery Administrator');
  const read = useRead<{ items: readonly GroupLine[] }>('/groups');
  const search = useDraft('people.search', { text: '', group: '' });
  const [renamed, setRenamed] = useState<string | null>(null);
  return (
    <Page
      guide="people"
      title={t('groups.title')}
      sentence={t('groups.sentence')}
      back={<PageLink to="/people">{t('title')}</PageLink>}
      help={
        <>
          <p>{t('groups.help')}</p>
        </>
      }
    >
      <WithData read={read} lines={6}>
        {({ items }) => (
          <DataTable<GroupLine>
            label={t('groups.title')}
            items={items}
            idOf={({ name }) => name}
            nameOf={({ name }) => name}
            columns={[
              {
                id: 'name',
                title: t('groups.name'),
                cell: ({ name }) => (
                  <Button
                    kind="quiet"
                    onPress={() => {
                      // The name travels in this tab, not in the address.
                      search.replace({ text: '', group: name });
                      go('/people');
                    }}
                  >
                    <bdi>{name}</bdi>
                  </Button>
                ),
              },
              { id: 'people', title: t('title'), isNumber: true, cell: ({ people }) => count(people) },
              {
                id: 'rules',
                title: t('groups.rules'),
                cell: ({ profiles, excluded }) => (
                  <span className="row">
                    {profiles.length === 0 ? null : <bdi>{list(profiles.map(({ name }) => name))}</bdi>}
                    {excluded ? <Badge tone="caution">{t('groups.excluded')}</Badge> : null}
                  </span>
                ),
              },
            ]}
            {...(mayChange
              ? {
                  actions: ({ name }: GroupLine) => [
                    { id: 'rename', label: t('groups.rename'), onAction: () => setRenamed(name) },
                  ],
                }
              : {})}
            empty={<EmptyState title={t('groups.empty')}>{t('groups.emptyText')}</EmptyState>}
          />
        )}
      </WithData>
      {renamed === null ? null : <Rename key={renamed} group={renamed} onClose={() => setRenamed(null)} />}
    </Page>
  );
};

const Rename = (props: { readonly group: string; readonly onClose: () => void }) => {
  const { t } = useTexts('people');
  const frame = useTexts('frame').t;
  const reasons = useReasons();
  const change = useChange(['/groups', '/people']);
  const errors = useFieldErrors(change.refusal, reasons.ofForms);
  const [name, setName] = useState(props.group);
  const rename = async () => {
    const answer = await change.send({ path: '/groups/rename', body: { from: props.group, to: name } });
    if (answer?.kind !== 'done') return;
    toast(t('groups.renamed', { group: name }));
    props.onClose();
  };
  return (
    <Dialog
      title={t('groups.renameTitle', { group: props.group })}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button kind="primary" busy={change.busy} onPress={() => void rename()}>
            {t('groups.rename')}
          </Button>
          <Button onPress={props.onClose}>{frame('action.cancel')}</Button>
        </>
      }
    >
      <TextField
        label={t('groups.newName')}
        hint={t('groups.renameHint')}
        value={name}
        onChange={setName}
        error={errors('to') ?? errors('')}
      />
      {change.refusal?.code === 'invalid' ? null : (
        <RefusalNotice refusal={change.refusal} reasons={reasons.refusals} />
      )}
    </Dialog>
  );
};
