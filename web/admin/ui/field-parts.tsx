import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { useTexts } from '../language/index.ts';

/** What every field has. What was typed belongs to the page, so a refusal never loses it. */
export interface FieldProps {
  readonly label: string;
  /** The one sentence that this field needs; none goes without. Read with the field, so it says what the label does not. */
  readonly hint: NonNullable<ReactNode>;
  /** What is wrong and how to mend it; see `fieldErrors`. */
  readonly error?: string | undefined;
  readonly isOptional?: boolean;
  readonly isDisabled?: boolean;
  /** Where the place already says it, as in a table: the label is then read, not seen. */
  readonly isLabelUnseen?: boolean;
}

/** Where each choice has a sentence of its own, the field may go without. */
export type ChoiceProps = Omit<FieldProps, 'hint'> & { readonly hint?: FieldProps['hint'] | undefined };

export const FieldHead = (props: ChoiceProps) => {
  const { t } = useTexts('frame');
  return (
    <>
      <Label className={props.isLabelUnseen ? 'unseen' : 'field-label'}>
        {props.label}
        {props.isOptional ? <span className="quiet"> {t('field.optional')}</span> : null}
      </Label>
      {props.hint ? (
        <Text slot="description" className={props.isLabelUnseen ? 'unseen' : 'field-hint'}>
          {props.hint}
        </Text>
      ) : null}
      <FieldError className="field-error">{props.error}</FieldError>
    </>
  );
};

/** For the React Aria field around it. The page says what is wrong; the browser's own bubbles stay away. */
export const validity = (props: ChoiceProps) =>
  ({
    className: 'field',
    isInvalid: props.error !== undefined,
    isDisabled: props.isDisabled ?? false,
    validationBehavior: 'aria',
  }) as const;
