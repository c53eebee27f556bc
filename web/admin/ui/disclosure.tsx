import { type ReactNode, useEffect, useState } from 'react';

/**
 * A part of a long form that can stay closed: its title, and what it says now. It opens by itself for something that is wrong in it, and
 * never closes by itself.
 */
export const Disclosure = (props: {
  readonly title: string;
  /** What is chosen in it, in words: nobody has to open it to know. */
  readonly says: string;
  readonly isOpenFirst?: boolean;
  readonly isWrong?: boolean;
  readonly children: ReactNode;
}) => {
  const [isOpen, setOpen] = useState(props.isOpenFirst ?? false);
  useEffect(() => {
    if (props.isWrong) setOpen(true);
  }, [props.isWrong]);
  return (
    <details
      className="panel disclosure"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <h3>{props.title}</h3>
        <span className="quiet small own-words">{props.says}</span>
      </summary>
      <div className="stack">{props.children}</div>
    </details>
  );
};
