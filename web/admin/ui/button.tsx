import type { ReactNode } from 'react';
import { keepFromRow } from './keep-from-row.ts';

/** A verb with its object. Native, since every page has one: React Aria's would be a tenth of what Home fetches. While `busy` it keeps focus and name and ignores presses. One `primary` on a page. */
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
  <button
    type={props.type ?? 'button'}
    className={`button button-${props.kind ?? 'secondary'}`}
    disabled={props.isDisabled ?? false}
    aria-disabled={props.busy ? true : undefined}
    aria-label={props.label}
    aria-expanded={props.isExpanded}
    {...keepFromRow}
    onClick={(event) => {
      event.stopPropagation();
      if (props.busy) {
        event.preventDefault();
        return;
      }
      // Safari does not focus what is pressed, and a dialog could not give the focus back.
      event.currentTarget.focus({ preventScroll: true });
      props.onPress?.();
    }}
  >
    {props.children}
  </button>
);
