import { useState } from 'react';
import { useChange, useWork } from '../../api/index.ts';
import { Page, PageLink, usePathParam } from '../../frame/index.ts';
import { useFormats, useTexts } from '../../language/index.ts';
import { useHasRole } from '../../session/index.ts';
import {
  Button,
  ConfirmDialog,
  Facts,
  Notice,
  Panel,
  Progress,
  RefusalNotice,
  WithData,
} from '../../ui/index.ts';
import { useReasons } from '../use-reasons.ts';
import { type ImportView, isRunning } from './answers.ts';
import { Columns } from './columns.tsx';
import { ForgetImport } from './forget-import.tsx';
import { ImportBadge } from './imports.tsx';
import { LineProblems } from './line-problems.tsx';
import { NotUndone } from './not-undone.tsx';

/** One list on its way: what its columns are, the dry run, the import, the undo. May be left and come back to. */
export const Import = () => {
  const { t } = useTexts('people');
  const id = usePathParam('importId');
  const read = useWork<ImportView>(`/people-imports/${id}`, isRunning);
  const made = read.loaded?.value;
  return (
    <Page
      guide="people"
      title={made === undefined ? t('imports.one') : made.fileName || t('imports.noName')}
      {...(made === undefined ? {} : { sentence: <ImportBadge made={made} /> })}
      back={<PageLink to="/people/imports">{t('imports.title')}</PageLink>}
      help={
        <>
          <p>{t('imports.helpSteps')}</p>
          <p>{t('imports.helpUndo')}</p>
        </>
      }
    >
      <WithData read={read} lines={8}>
        {(value) => <ImportSteps made={value} />}
      </WithData>
    </Page>
  );
};

const ImportSteps = (props: { readonly made: ImportView }) => {
  const { t } = useTexts('people');
  const mayChange = useHasRole('Recovery Administrator');
  const [choosing, setChoosing] = useState(false);
  const { made } = props;
  const isGone = made.problem?.code === 'fileGone';
  const asksColumns =
    !isGone &&
    (made.state === 'uploaded' || made.state === 'broken' || (choosing && made.state === 'checked'));
  return (
    <>
      {made.problem === null ? null : (
        <Notice
          kind="danger"
          title={t(`imports.problem.${made.problem.code}.title`, { line: made.problem.line })}
        >
          <p>{t(`imports.problem.${made.problem.code}.text`)}</p>
          {isGone ? <PageLink to="/people/imports">{t('imports.uploadAgain')}</PageLink> : null}
        </Notice>
      )}
      <UnderWay made={made} />
      {asksColumns && mayChange ? (
        <Columns key={made.id} made={made} onChecked={() => setChoosing(false)} />
      ) : (
        <Found made={made} onChoose={mayChange ? () => setChoosing(true) : null} />
      )}
      {made.counts.notUndone > 0 ? <NotUndone made={made} /> : null}
      {made.counts.problems > 0 && !asksColumns ? <LineProblems made={made} /> : null}
      {mayChange && !isRunning(made) ? <ForgetImport made={made} /> : null}
    </>
  );
};

const UnderWay = (props: { readonly made: ImportView }) => {
  const { t } = useTexts('people');
  const mayChange = useHasRole('Recovery Administrator');
  const change = useChange(['/people-imports']);
  const { id, state, counts, bytesRead, size } = props.made;
  if (!isRunning(props.made)) return null;
  const applied = counts.appliedCreated + counts.appliedChanged;
  const [done, total] = state === 'undoing' ? [counts.undone + counts.notUndone, applied] : [bytesRead, size];
  return (
    <Panel title={t(`imports.state.${state}`)} sentence={t('imports.mayLeave')}>
      {state === 'undoing' ? (
        <Progress label={t('imports.people')} done={done} total={total} />
      ) : (
        <Progress
          label={t('imports.kilobytes')}
          done={Math.ceil(done / 1000)}
          total={Math.max(1, Math.ceil(total / 1000))}
        />
      )}
      {mayChange ? (
        <div className="row">
          <Button busy={change.busy} onPress={() => void change.send({ path: `/people-imports/${id}/stop` })}>
            {t('imports.stop')}
          </Button>
        </div>
      ) : null}
      <RefusalNotice refusal={change.refusal} />
    </Panel>
  );
};

type Asking = 'apply' | 'undo' | null;

/** What the dry run found, or what the import did; and what can be done now. */
const Found = (props: { readonly made: ImportView; readonly onChoose: (() => void) | null }) => {
  const { t } = useTexts('people');
  const { count } = useFormats();
  const reasons = useReasons();
  const change = useChange(['/people-imports', '/people', '/holds', '/groups']);
  const [asking, setAsking] = useState<Asking>(null);
  const { id, state, counts } = props.made;
  const perform = async (verb: 'apply' | 'undo' | 'resume') => {
    const answer = await change.send({ path: `/people-imports/${id}/${verb}` });
    if (answer?.kind === 'done') setAsking(null);
  };
  const close = () => {
    setAsking(null);
    change.forget();
  };
  const people = counts.created + counts.changed;
  const applied = counts.appliedCreated + counts.appliedChanged;
  const fact = (name: 'created' | 'changed' | 'unchanged' | 'wrong' | 'held', value: number) => ({
    label: t(`imports.count.${name}`),
    value: count(value),
  });
  return (
    <Panel
      title={t('imports.found', { count: counts.rows, number: count(counts.rows) })}
      sentence={counts.wrong > 0 ? t('imports.wrongLeftOut') : undefined}
    >
      <Facts
        facts={[
          fact('created', counts.created),
          fact('changed', counts.changed),
          fact('unchanged', counts.unchanged),
          fact('wrong', counts.wrong),
          fact('held', counts.held),
          ...(applied > 0
            ? [
                { label: t('imports.count.appliedCreated'), value: count(counts.appliedCreated) },
                { label: t('imports.count.appliedChanged'), value: count(counts.appliedChanged) },
              ]
            : []),
          ...(state.startsWith('undo')
            ? [
                { label: t('imports.count.undone'), value: count(counts.undone) },
                { label: t('imports.count.notUndone'), value: count(counts.notUndone) },
              ]
            : []),
        ]}
      />
      {props.onChoose === null ? null : (
        <div className="row">
          {state === 'checked' && people > 0 ? (
            <Button kind="primary" onPress={() => setAsking('apply')}>
              {t('imports.apply', { count: people, number: count(people) })}
            </Button>
          ) : null}
          {state === 'checked' ? <Button onPress={props.onChoose}>{t('imports.chooseAgain')}</Button> : null}
          {state === 'stopped' && props.made.problem?.code !== 'fileGone' ? (
            <Button kind="primary" busy={change.busy} onPress={() => void perform('resume')}>
              {t('imports.resume')}
            </Button>
          ) : null}
          {state === 'undoStopped' ? (
            <Button kind="primary" busy={change.busy} onPress={() => void perform('undo')}>
              {t('imports.resumeUndo')}
            </Button>
          ) : null}
          {state === 'applied' || state === 'stopped' ? (
            <Button onPress={() => setAsking('undo')}>{t('imports.undo')}</Button>
          ) : null}
        </div>
      )}
      {asking === null ? <RefusalNotice refusal={change.refusal} reasons={reasons.refusals} /> : null}
      <ConfirmDialog
        title={t('imports.applyTitle', { count: people, number: count(people) })}
        action={t('imports.apply', { count: people, number: count(people) })}
        isOpen={asking === 'apply'}
        onClose={close}
        onConfirm={() => void perform('apply')}
        change={change}
        reasons={reasons.refusals}
      >
        <p>{t('imports.applyText')}</p>
        {counts.held > 0 ? (
          <Notice kind="warning">
            {t('imports.applyHeld', { count: counts.held, number: count(counts.held) })}
          </Notice>
        ) : null}
      </ConfirmDialog>
      <ConfirmDialog
        title={t('imports.undoTitle')}
        action={t('imports.undo')}
        isOpen={asking === 'undo'}
        onClose={close}
        onConfirm={() => void perform('undo')}
        change={change}
        reasons={reasons.refusals}
        isDangerous
      >
        <p>{t('imports.undoText')}</p>
      </ConfirmDialog>
    </Panel>
  );
};
