import type { KeyboardEvent, SyntheticEvent } from 'react';

const stop = (event: SyntheticEvent): void => event.stopPropagation();

/** A row of a table that can be chosen hears every press inside it. One on a button is the button's. */
export const keepFromRow = {
  onPointerDown: stop,
  onMouseDown: stop,
  onKeyDown: (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  },
} as const;
