import { type HTMLInputAutoCompleteAttribute, useId, useState } from 'react';
import { useTranslation } from '../language/index.ts';
import { Button } from './button.tsx';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly name: string;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly autoComplete: HTMLInputAutoCompleteAttribute;
  /** 'code': six digits in large type. 'account': no correction, no capital letters. */
  readonly kind?: 'account' | 'password' | 'code' | 'pass';
}

const inputProps = {
  account: {
    type: 'text',
    inputMode: 'email',
    spellCheck: false,
    autoCapitalize: 'none',
    autoCorrect: 'off',
  },
  password: { type: 'password', spellCheck: false, autoCapitalize: 'none' },
  code: { type: 'text', inputMode: 'numeric', maxLength: 9, spellCheck: false },
  pass: { type: 'text', spellCheck: false, autoCapitalize: 'none', autoCorrect: 'off' },
} as const;

/** A labelled input. What was typed belongs to the page, so a refusal never loses it. */
export const Field = (props: FieldProps) => {
  const id = useId();
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const { kind = 'account' } = props;
  const described = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean);
  return (
    <div className={`field${kind === 'code' ? ' field-code' : ''}`}>
      <label htmlFor={id}>{props.label}</label>
      {props.hint ? (
        <p id={`${id}-hint`} className="quiet small">
          {props.hint}
        </p>
      ) : null}
      {props.error ? (
        <p id={`${id}-error`} className="field-error" role="alert">
          {props.error}
        </p>
      ) : null}
      <input
        id={id}
        {...inputProps[kind]}
        {...(kind === 'password' && shown ? { type: 'text' } : {})}
        name={props.name}
        value={props.value}
        dir={kind === 'account' ? 'auto' : 'ltr'}
        autoComplete={props.autoComplete}
        aria-describedby={described.length > 0 ? described.join(' ') : undefined}
        aria-invalid={props.error ? true : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {kind === 'password' ? (
        <Button kind="quiet" onPress={() => setShown(!shown)}>
          {shown ? t('field.hide') : t('field.show')}
        </Button>
      ) : null}
    </div>
  );
};
