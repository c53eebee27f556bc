import { useChange } from '../api/index.ts';
import { Page, PageLink, useGo } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import { Button, EmptyState, Panel, RefusalNotice, toast, useDraft } from '../ui/index.ts';
import { emptyPerson, PersonFields, personFields, toValue } from './person-form.tsx';
import { useReasons } from './use-reasons.ts';

export const NewPerson = () => {
  const { t } = useTexts('people');
  const mayChange = useHasRole('Recovery Administrator');
  return (
    <Page
      guide="people"
      title={t('add.title')}
      sentence={t('add.sentence')}
      back={<PageLink to="/people">{t('title')}</PageLink>}
      help={
        <>
          <p>{t('help.page')}</p>
          <p>{t('help.hold')}</p>
        </>
      }
    >
      {mayChange ? <NewPersonForm /> : <EmptyState title={t('edit.notYours')} />}
    </Page>
  );
};

const NewPersonForm = () => {
  const { t } = useTexts('people');
  const go = useGo();
  const reasons = useReasons();
  const draft = useDraft('people.new', emptyPerson);
  const change = useChange(['/people', '/groups']);
  const add = async () => {
    const body = Object.fromEntries(personFields.map((field) => [field, toValue(field, draft.value[field])]));
    const answer = await change.send<{ id: string }>({ path: '/people', body });
    if (answer?.kind !== 'done') return;
    draft.drop();
    toast(t('add.done'));
    go(`/people/${answer.value.id}`);
  };
  return (
    <Panel title={t('record.title')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <PersonFields value={draft.value} onChange={draft.change} refusal={change.refusal} />
        <RefusalNotice refusal={change.refusal} reasons={reasons.refusals} />
        <div className="row">
          <Button type="submit" kind="primary" busy={change.busy}>
            {t('add.action')}
          </Button>
        </div>
      </form>
    </Panel>
  );
};
