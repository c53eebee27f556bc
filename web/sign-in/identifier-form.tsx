import { useState } from 'react';
import { useTranslation } from '../language/index.ts';
import { Button, Field } from '../ui/index.ts';
import { keepIdentifier, keptIdentifier } from './kept-identifier.ts';

/** "Who are you?" for sign-in and for recovery. Nothing is looked up here: any text goes on (R23). */
export const IdentifierForm = (props: {
  readonly action: string;
  readonly busy?: boolean;
  readonly onSubmit: (identifier: string) => void;
}) => {
  const { t } = useTranslation();
  const [identifier, setIdentifier] = useState(keptIdentifier);
  const [missing, setMissing] = useState(false);
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
        error={missing ? t('identifier.missing') : null}
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
