import type { ReactNode } from 'react';

/** Names and values of one thing: a list that reads line by line. */
export const Facts = (props: {
  readonly facts: readonly { readonly label: string; readonly value: ReactNode }[];
}) => (
  <dl className="facts">
    {props.facts.map(({ label, value }) => (
      <div key={label} className="fact">
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
