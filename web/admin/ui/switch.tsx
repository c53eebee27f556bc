import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';

/** On or off, at once: for what takes effect without a Save. In a form use `Checkbox`. */
export const Switch = (props: {
  readonly children: ReactNode;
  readonly detail: NonNullable<ReactNode>;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
}) => (
  <AriaSwitch
    className="check"
    isSelected={props.isSelected}
    onChange={props.onChange}
    isDisabled={props.isDisabled ?? false}
  >
    <span className="track">
      <span className="knob" />
    </span>
    <span className="option-words">
      <span>{props.children}</span>
      <span className="quiet small">{props.detail}</span>
    </span>
  </AriaSwitch>
);
