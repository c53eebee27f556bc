import { type ReactNode, useState } from 'react';
import { useChange } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { Button } from './button.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { useFieldErrors } from './error-text.ts';
import { ApprovalNotice, RefusalNotice } from './refusal-notice.tsx';
import { toast } from './toasts.tsx';
import { useDraft } from './use-draft.ts';

/** What a form is filled with, and which version of it that is; 0 = it is new. */
export interface Versioned<Value> {
  readonly version: number;
  readonly value: Value;
}

export interface EditedForm<Value> {
  readonly value: Value;
  readonly change: (changed: Partial<Value>) => void;
  /** What is wrong with a field, by its path in the body. */
  readonly errors: (field: string) => string | undefined;
}

/**
 * A form over something that has versions. It remembers which version was read when typing began, so that nobody is overwritten
 * without a word; it keeps what was typed through a reload, a lost session, a conflict, and while a second person is waited for.
 */
export const EditForm = <Value extends object, Saved = unknown>(props: {
  /** Of the draft: 'settings.retention'. */
  readonly name: string;
  readonly stored: Versioned<Value>;
  readonly path: string;
  readonly method?: 'POST' | 'PUT' | 'PATCH';
  readonly toBody?: (value: Value) => unknown;
  readonly outdated: readonly string[];
  /** Each field in words, for the comparison with what somebody else saved meanwhile. */
  readonly describe: (value: Value) => Readonly<Record<string, string>>;
  readonly saved: string;
  readonly action?: string;
  readonly onSaved?: (saved: Saved) => void;
  readonly reasons?: Readonly<Record<string, string>>;
  readonly fieldTexts?: Readonly<Record<string, string>>;
  readonly isReadOnly?: boolean;
  readonly children: (form: EditedForm<Value>) => ReactNode;
}) => {
  const { t } = useTexts('frame');
  const { stored } = props;
  const draft = useDraft<{ readonly basedOn: number; readonly value: Value }>(props.name, {
    basedOn: stored.version,
    value: stored.value,
  });
  const change = useChange(props.outdated);
  const errors = useFieldErrors(change.refusal, props.fieldTexts ?? {});
  const [isAsking, setAsking] = useState(false);
  const { basedOn, value } = draft.value;

  const save = async () => {
    const answer = await change.send<Saved>({
      method: props.method ?? 'PUT',
      path: props.path,
      body: props.toBody === undefined ? value : props.toBody(value),
      ...(stored.version === 0 && props.method === 'POST' ? {} : { ifMatch: `"${basedOn}"` }),
    });
    if (answer?.kind === 'refused') setAsking(answer.refusal.code === 'changedMeanwhile');
    if (answer?.kind !== 'done') return;
    draft.drop();
    toast(props.saved);
    props.onSaved?.(answer.value);
  };

  const [theirs, yours] = [props.describe(stored.value), props.describe(value)];
  const differences = Object.keys(yours)
    .filter((label) => theirs[label] !== yours[label])
    .map((label) => ({ label, theirs: theirs[label] ?? '', yours: yours[label] ?? '' }));

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {props.children({
        value,
        change: (changed) => draft.replace({ basedOn, value: { ...value, ...changed } }),
        errors,
      })}
      <ApprovalNotice waitsFor={change.waitsFor} />
      <RefusalNotice
        refusal={change.refusal?.code === 'changedMeanwhile' ? null : change.refusal}
        reasons={props.reasons ?? {}}
      />
      {props.isReadOnly ? null : (
        <div className="row">
          <Button kind="primary" type="submit" busy={change.busy}>
            {props.action ?? t('action.save')}
          </Button>
          {draft.isChanged ? (
            <Button kind="quiet" onPress={draft.drop}>
              {t('action.discard')}
            </Button>
          ) : null}
        </div>
      )}
      <ConflictDialog
        isOpen={isAsking && change.refusal?.code === 'changedMeanwhile'}
        differences={differences}
        onTakeTheirs={() => {
          draft.drop();
          setAsking(false);
        }}
        onKeepMine={() => {
          draft.replace({ basedOn: stored.version, value });
          setAsking(false);
        }}
        onClose={() => setAsking(false)}
      />
    </form>
  );
};
