import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components';
import { FieldHead, type FieldProps, validity } from './field-parts.tsx';
import { Icon } from './icon.tsx';
import type { Option } from './option.tsx';

const Box = () => (
  <span className="box">
    <Icon name="tick" />
  </span>
);

export const Checkbox = (props: {
  readonly children: ReactNode;
  readonly detail: NonNullable<ReactNode>;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
}) => (
  <AriaCheckbox
    className="check"
    isSelected={props.isSelected}
    onChange={props.onChange}
    isDisabled={props.isDisabled ?? false}
  >
    <Box />
    <span className="option-words">
      <span>{props.children}</span>
      <span className="quiet small">{props.detail}</span>
    </span>
  </AriaCheckbox>
);

/** Any number of a few. */
export const CheckboxGroup = <Id extends string>(
  props: FieldProps & {
    readonly options: readonly Option<Id>[];
    readonly value: readonly Id[];
    readonly onChange: (value: readonly Id[]) => void;
  },
) => (
  <AriaCheckboxGroup
    {...validity(props)}
    value={[...props.value]}
    onChange={(ids) => props.onChange(props.options.map(({ id }) => id).filter((id) => ids.includes(id)))}
  >
    <FieldHead {...props} />
    {props.options.map((option) => (
      <AriaCheckbox key={option.id} value={option.id} className="check">
        <Box />
        <span className="option-words">
          <span>{option.label}</span>
          {option.detail ? <span className="quiet small">{option.detail}</span> : null}
        </span>
      </AriaCheckbox>
    ))}
  </AriaCheckboxGroup>
);
