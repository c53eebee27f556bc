import type { ReactNode } from 'react';

/** A framed remark. `announce`: screen readers hear it when it appears. */
export const Notice = (props: {
  readonly kind: 'info' | 'warning' | 'danger' | 'success';
  readonly title?: string;
  readonly announce?: 'alert' | 'status';
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}) => (
  <div className={`notice notice-${props.kind}`} role={props.announce}>
    <div className="stack stack-tight">
      {props.title ? <p className="notice-title">{props.title}</p> : null}
      {typeof props.children === 'string' ? <p>{props.children}</p> : props.children}
    </div>
    {props.action ? <div className="row">{props.action}</div> : null}
  </div>
);
