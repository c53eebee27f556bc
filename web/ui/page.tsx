import { type ReactNode, useEffect, useRef } from 'react';
import { useOrganisation } from './organisation.ts';

let pagesShown = 0;

/** One page: its heading, a sentence or two, then what there is to do. */
export const Page = (props: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { name } = useOrganisation();
  useEffect(() => {
    document.title = name === '' ? props.title : `${props.title} – ${name}`;
  }, [props.title, name]);
  useEffect(() => {
    // A new page without a new document: without this a screen reader stays silent and focus is lost.
    if (pagesShown > 0) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    pagesShown += 1;
  }, []);
  return (
    <div className="stack stack-wide">
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.lead ? <p className="lead">{props.lead}</p> : null}
      </div>
      {props.children}
    </div>
  );
};
