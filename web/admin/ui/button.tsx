import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';

/** A verb with its object. While `busy` it keeps focus and name and ignores presses. One `primary` on a page. */
export const Button = (props: {
  readonly children: ReactNode;
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly type?: 'button' | 'submit';
  readonly busy?: boolean;
  readonly isDisabled?: boolean;
  /** For a button that opens something below itself. */
  readonly isExpanded?: boolean;
  /** When the words alone are not enough out of their place: "Edit name". */
  readonly label?: string;
  readonly onPress?: () => void;
}) => (
  <AriaButton
    type={props.type ?? 'button'}
    className={`button button-${props.kind ?? 'secondary'}`}
    isPending={props.busy ?? false}
    isDisabled={props.isDisabled ?? false}
    {...(props.label === undefined ? {} : { 'aria-label': props.label })}
    {...(props.isExpanded === undefined ? {} : { 'aria-expanded': props.isExpanded })}
    {...(props.onPress === undefined ? {} : { onPress: props.onPress })}
  >
    {props.children}
  </AriaButton>
);
