import { useState } from 'react';
import type { Refusal } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, Field, RefusalNotice, useRefusalText } from '../ui/index.ts';
import { isAboutIdentifier } from './identifier-form.tsx';

type Kind = 'password' | 'newPassword' | 'code' | 'pass';

const fieldOf = {
  password: { kind: 'password', autoComplete: 'current-password', name: 'password' },
  newPassword: { kind: 'password', autoComplete: 'new-password', name: 'new-password' },
  code: { kind: 'code', autoComplete: 'one-time-code', name: 'code' },
  pass: { kind: 'pass', autoComplete: 'one-time-code', name: 'access-pass' },
} as const;

/** One secret, one button: the shape of every step that asks for a password, a code or a pass. */
export const SecretForm = (props: {
  readonly kind: Kind;
  readonly action: string;
  readonly label?: string;
  readonly hint?: string;
  /** Of what was sent. When it is about this field it stands there, else above the form. */
  readonly refusal?: Refusal | null;
  readonly busy?: boolean;
  readonly onSubmit: (secret: string) => void;
}) => {
  const { t } = useTranslation();
  const [secret, setSecret] = useState('');
  const [missing, setMissing] = useState(false);
  const textOf = useRefusalText();
  const { kind, refusal = null } = props;
  const atField = refusal?.field !== undefined && !isAboutIdentifier(refusal);
  const submit = () => {
    setMissing(secret.trim() === '');
    if (secret.trim() === '') return;
    // Codes are shown in groups by some apps; a password is taken exactly as typed.
    props.onSubmit(kind === 'code' || kind === 'pass' ? secret.replaceAll(/\s/g, '') : secret);
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
      <RefusalNotice refusal={atField ? null : refusal} />
      <Field
        {...fieldOf[kind]}
        label={props.label ?? t(`secret.${kind}.label`)}
        hint={props.hint}
        error={missing ? t(`secret.${kind}.missing`) : atField ? textOf(refusal) : null}
        value={secret}
        onChange={setSecret}
      />
      <Button kind="primary" type="submit" busy={props.busy ?? false}>
        {props.action}
      </Button>
    </form>
  );
};
