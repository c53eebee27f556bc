import { type ReactNode, useId, useState } from 'react';
import { Icon } from './icon.tsx';

/** Fields that narrow what stands below them, side by side where there is room; on a phone behind a button. */
export const FilterBar = (props: {
  readonly label: string;
  /** Something is narrowed already: nobody should have to find out why the list is short. */
  readonly isInUse: boolean;
  readonly children: ReactNode;
}) => {
  const [isOpen, setOpen] = useState(props.isInUse);
  const id = useId();
  return (
    <div className="filter-bar" data-open={isOpen}>
      <button
        type="button"
        className="filter-toggle"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {props.label}
        <Icon name="down" />
      </button>
      <fieldset className="filters" id={id}>
        <legend className="unseen">{props.label}</legend>
        {props.children}
      </fieldset>
    </div>
  );
};
