import type { ReactNode } from 'react';

/** A framed remark. `announce`: screen readers hear it when it appears. */
export const Notice = (props: {
  readonly kind: 'wrong' | 'caution' | 'good' | 'plain';
  readonly title?: string;
  readonly announce?: 'alert' | 'status';
  readonly children?: ReactNode;
}) => (
  <div className={`notice notice-${props.kind}`} role={props.announce}>
    <div className="stack stack-tight">
      {props.title ? <p className="notice-title">{props.title}</p> : null}
      {props.children}
    </div>
  </div>
);
