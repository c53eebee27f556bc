import type { ReactNode } from 'react';

/** Fields that narrow what stands below them, side by side where there is room. */
export const FilterBar = (props: { readonly label: string; readonly children: ReactNode }) => (
  <fieldset className="filters">
    <legend className="unseen">{props.label}</legend>
    {props.children}
  </fieldset>
);
