import { type Loaded, type Read, useChange, useRead } from '../api/index.ts';
import { Page, PageLink, useGo, usePathParam } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  ApprovalNotice,
  Button,
  ConflictDialog,
  EmptyState,
  Notice,
  Panel,
  RefusalNotice,
  toast,
  useDraft,
  WithData,
} from '../ui/index.ts';
import type { PersonView } from './answers.ts';
import { PersonFields, personFields, toForm, toValue } from './person-form.tsx';
import { useReasons } from './use-reasons.ts';

const matched = ['givenName', 'surname', 'birthDate', 'employeeNumber'] as const;

export const EditPerson = () => {
  const { t } = useTexts('people');
  const id = usePathParam('accountId');
  const mayChange = useHasRole('Recovery Administrator');
  const read = useRead<PersonView>(`/people/${id}`, { off: !mayChange });
  const person = read.loaded?.value;
  return (
    <Page
      guide="people"
      title={t('edit.title')}
      {...(person === undefined ? {} : { sentence: <bdi>{person.displayName || person.accountName}</bdi> })}
      back={<PageLink to={`/people/${id}`}>{t('person.title')}</PageLink>}
      help={
        <>
          <p>{t('help.hold')}</p>
        </>
      }
    >
      {mayChange ? (
        <WithData read={read} lines={10}>
          {(_value, loaded) => <EditForm loaded={loaded} read={read} />}
        </WithData>
      ) : (
        <EmptyState title={t('edit.notYours')} />
      )}
    </Page>
  );
};

const EditForm = (props: { readonly loaded: Loaded<PersonView>; readonly read: Read<PersonView> }) => {
  const { t } = useTexts('people');
  const go = useGo();
  const { moment } = useFormats();
  const reasons = useReasons();
  const person = props.loaded.value;
  const stored = toForm(person);
  // The version an edit began from is kept with it: a reload must not make an old draft look new.
  const draft = useDraft(`person.${person.id}`, { ...stored, etag: props.loaded.etag ?? '' });
  const change = useChange(['/people', '/holds']);
  const changed = personFields.filter((field) => draft.value[field] !== stored[field]);
  const holds = matched.some((field) => changed.includes(field));
  const isConflict = change.refusal?.code === 'changedMeanwhile';
  const leave = () => {
    draft.drop();
    go(`/people/${person.id}`);
  };
  const save = async () => {
    const body = Object.fromEntries(changed.map((field) => [field, toValue(field, draft.value[field])]));
    const answer = await change.send<{ heldUntil: number | null }>({
      ...{ method: 'PATCH', path: `/people/${person.id}`, body, ifMatch: draft.value.etag },
    });
    if (answer?.kind !== 'done') return;
    const { heldUntil } = answer.value;
    toast(heldUntil === null ? t('edit.done') : t('edit.doneHeld', { until: moment(heldUntil) }));
    leave();
  };
  return (
    <Panel title={t('record.title')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (changed.length > 0) void save();
        }}
      >
        {person.roles.length > 0 ? <Notice kind="info">{t('edit.privileged')}</Notice> : null}
        <PersonFields value={draft.value} onChange={draft.change} refusal={change.refusal} />
        {holds ? (
          <Notice kind="warning" title={t('edit.holdTitle')}>
            {t('edit.holdText')}
          </Notice>
        ) : null}
        <ApprovalNotice waitsFor={change.waitsFor} />
        {isConflict ? null : <RefusalNotice refusal={change.refusal} reasons={reasons.refusals} />}
        <div className="row">
          <Button type="submit" kind="primary" busy={change.busy} isDisabled={changed.length === 0}>
            {t('edit.save')}
          </Button>
          <Button onPress={leave}>{t('edit.discard')}</Button>
        </div>
      </form>
      <ConflictDialog
        isOpen={isConflict && !props.read.busy}
        differences={changed.map((field) => ({
          label: t(`field.${field}`),
          theirs: stored[field],
          yours: draft.value[field],
        }))}
        onTakeTheirs={() => {
          draft.drop();
          change.forget();
        }}
        onKeepMine={() => {
          draft.change({ etag: props.loaded.etag ?? '' });
          change.forget();
        }}
        onClose={change.forget}
      />
    </Panel>
  );
};
