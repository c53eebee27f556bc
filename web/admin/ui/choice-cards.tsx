import { Radio, RadioGroup } from 'react-aria-components';
import { type ChoiceProps, FieldHead, type FieldProps, validity } from './field-parts.tsx';
import type { Option } from './option.tsx';

type Choice<Id extends string> = Option<Id> & { readonly isDisabled?: boolean };

/** One of two to five, each with its consequence in a sentence; or the field has one for all of them. */
export const ChoiceCards = <Id extends string>(
  props: (
    | (FieldProps & { readonly options: readonly Choice<Id>[] })
    | (ChoiceProps & { readonly options: readonly (Choice<Id> & { readonly detail: string })[] })
  ) & {
    readonly value: Id | null;
    readonly onChange: (value: Id) => void;
  },
) => (
  <RadioGroup
    {...validity(props)}
    value={props.value}
    onChange={(chosen) => {
      const option = props.options.find(({ id }) => id === chosen);
      if (option !== undefined) props.onChange(option.id);
    }}
  >
    <FieldHead {...props} />
    <div className="cards">
      {props.options.map((option) => (
        <Radio
          key={option.id}
          value={option.id}
          isDisabled={option.isDisabled ?? false}
          className="card-choice"
        >
          <span className="dot" />
          <span className="option-words">
            <strong>{option.label}</strong>
            {option.detail ? <span className="quiet">{option.detail}</span> : null}
          </span>
        </Radio>
      ))}
    </div>
  </RadioGroup>
);
