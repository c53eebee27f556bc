import { type ReactNode, useId } from 'react';

/** A part of a page with a heading of its own. */
export const Panel = (props: {
  readonly title: string;
  readonly sentence?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}) => {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <div className="stack stack-tight">
          <h2 id={id}>{props.title}</h2>
          {props.sentence ? <p className="quiet">{props.sentence}</p> : null}
        </div>
        {props.actions ? <div className="row">{props.actions}</div> : null}
      </div>
      {props.children}
    </section>
  );
};
