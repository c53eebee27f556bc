import { useState } from 'react';
import type { Refusal } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, Field, useRefusalText } from '../ui/index.ts';
import { keepIdentifier, keptIdentifier } from './kept-identifier.ts';

/** Who asked is told there, and not above the form. */
export const isAboutIdentifier = (refusal: Refusal | null | undefined): refusal is Refusal =>
  refusal?.field === 'identifier';

/** "Who are you?" for sign-in and for recovery. Nothing is looked up here: any text goes on (R23). */
export const IdentifierForm = (props: {
  readonly action: string;
  readonly busy?: boolean;
  /** Of what was sent. When it is about this field it stands there. */
  readonly refusal?: Refusal | null;
  readonly onSubmit: (identifier: string) => void;
}) => {
  const { t } = useTranslation();
  const [identifier, setIdentifier] = useState(keptIdentifier);
  const [missing, setMissing] = useState(false);
  const textOf = useRefusalText();
  const atField = isAboutIdentifier(props.refusal) ? props.refusal : null;
  const submit = () => {
    const typed = identifier.trim();
    setMissing(typed === '');
    if (typed === '') return;
    keepIdentifier(typed);
    props.onSubmit(typed);
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.busy) submit();
      }}
    >
      <Field
        label={t('identifier.label')}
        hint={t('identifier.hint')}
        error={missing ? t('identifier.missing') : atField === null ? null : textOf(atField)}
        name="username"
        autoComplete="username webauthn"
        value={identifier}
        onChange={setIdentifier}
      />
      <Button kind="primary" type="submit" busy={props.busy ?? false}>
        {props.action}
      </Button>
    </form>
  );
};
