import type { MouseEvent, ReactNode } from 'react';
import { navigate } from '../routes.ts';

type Kind = 'primary' | 'secondary' | 'quiet' | 'danger';

/** While `busy` it keeps focus and name and ignores presses, so nobody is thrown out of place mid-way. */
export const Button = (props: {
  readonly children: ReactNode;
  readonly kind?: Kind;
  readonly type?: 'button' | 'submit';
  readonly busy?: boolean;
  readonly block?: boolean;
  readonly onPress?: () => void;
}) => {
  const { kind = 'secondary', type = 'button', busy = false, block = false } = props;
  const press = (event: MouseEvent) => {
    if (busy) return event.preventDefault();
    props.onPress?.();
  };
  return (
    <button
      type={type}
      className={`button button-${kind}${block ? ' button-block' : ''}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={press}
    >
      {props.children}
    </button>
  );
};

/** A link inside our own pages; with a modifier key the browser does what it always does. */
export const PageLink = (props: {
  readonly to: string;
  readonly children: ReactNode;
  readonly kind?: Kind | 'text' | 'choice';
}) => {
  const { kind = 'text' } = props;
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    navigate(props.to);
  };
  const className = kind === 'text' ? undefined : kind === 'choice' ? 'choice' : `button button-${kind}`;
  return (
    <a href={props.to} className={className} onClick={go}>
      {props.children}
    </a>
  );
};

/** One of several ways on, with a line that says what it is. */
export const Choice = (props: {
  readonly title: string;
  readonly detail: string;
  readonly onPress: () => void;
}) => (
  <li>
    <button type="button" className="choice" onClick={props.onPress}>
      <strong>{props.title}</strong>
      <span>{props.detail}</span>
    </button>
  </li>
);
