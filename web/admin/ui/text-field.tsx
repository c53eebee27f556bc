import { TextArea as AriaTextArea, TextField as AriaTextField, Input } from 'react-aria-components';
import { FieldHead, type FieldProps, validity } from './field-parts.tsx';

type TextFieldProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'url' | 'tel' | 'date' | 'password';
  /** Code-like values (claims, addresses of machines) stand left to right and in fixed width. */
  readonly isCode?: boolean;
  readonly placeholder?: string;
  readonly maxLength?: number;
};

export const TextField = (props: TextFieldProps) => (
  <AriaTextField
    {...validity(props)}
    value={props.value}
    onChange={props.onChange}
    type={props.type ?? 'text'}
    {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
  >
    <FieldHead {...props} />
    <Input
      className={props.isCode ? 'input mono' : 'input'}
      dir={props.isCode ? 'ltr' : 'auto'}
      autoComplete="off"
      spellCheck={false}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
    />
  </AriaTextField>
);

export const TextArea = (props: TextFieldProps & { readonly rows?: number }) => (
  <AriaTextField {...validity(props)} value={props.value} onChange={props.onChange}>
    <FieldHead {...props} />
    <AriaTextArea className={props.isCode ? 'input mono' : 'input'} dir="auto" rows={props.rows ?? 4} />
  </AriaTextField>
);
