import { useState } from 'react';
import { useTranslation } from '../language/index.ts';
import { Button, Field } from '../ui/index.ts';

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
  readonly error?: string | null;
  readonly busy?: boolean;
  readonly onSubmit: (secret: string) => void;
}) => {
  const { t } = useTranslation();
  const [secret, setSecret] = useState('');
  const [missing, setMissing] = useState(false);
  const { kind } = props;
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
      <Field
        {...fieldOf[kind]}
        label={props.label ?? t(`secret.${kind}.label`)}
        hint={props.hint}
        error={missing ? t(`secret.${kind}.missing`) : props.error}
        value={secret}
        onChange={setSecret}
      />
      <Button kind="primary" type="submit" busy={props.busy ?? false}>
        {props.action}
      </Button>
    </form>
  );
};
