import { ListBoxItem } from 'react-aria-components';
import { Icon } from './icon.tsx';

/** One thing to choose. `detail`: what choosing it means. */
export interface Option<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  readonly detail?: string;
}

export const OptionItem = (props: { readonly option: Option }) => (
  <ListBoxItem id={props.option.id} textValue={props.option.label} className="option">
    <span className="option-words">
      <span>{props.option.label}</span>
      {props.option.detail ? <span className="quiet small">{props.option.detail}</span> : null}
    </span>
    <span className="option-tick">
      <Icon name="tick" />
    </span>
  </ListBoxItem>
);
