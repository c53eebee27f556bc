import { Radio, RadioGroup } from 'react-aria-components';
import { FieldHead, type FieldProps, validity } from './field-parts.tsx';
import type { Option } from './option.tsx';

/** One of two to five, each with its consequence in a sentence. */
export const ChoiceCards = <Id extends string>(
  props: FieldProps & {
    readonly options: readonly (Option<Id> & { readonly isDisabled?: boolean })[];
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
