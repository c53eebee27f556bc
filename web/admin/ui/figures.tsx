import type { ReactNode } from 'react';

/** A few numbers that say how things stand, large. */
export const Figures = (props: {
  readonly figures: readonly {
    readonly label: string;
    readonly value: ReactNode;
    readonly note?: ReactNode;
  }[];
}) => (
  <dl className="figures">
    {props.figures.map(({ label, value, note }) => (
      <div key={label}>
        <dt className="quiet">{label}</dt>
        <dd className="figure-value">{value}</dd>
        {note ? <dd className="quiet small">{note}</dd> : null}
      </div>
    ))}
  </dl>
);
