import type { ReactNode } from 'react';
import type { Loaded, Read } from '../api/index.ts';
import { ErrorState, Skeleton } from './states.tsx';

/** What was read; before that a skeleton of `lines`, instead of it what went wrong. A failed refresh keeps what was there. */
export const WithData = <T,>(props: {
  readonly read: Read<T>;
  readonly lines?: number;
  readonly children: (value: T, loaded: Loaded<T>) => ReactNode;
}) => {
  const { loaded, refusal, again } = props.read;
  return (
    <>
      {refusal === null ? null : <ErrorState refusal={refusal} onAgain={again} />}
      {loaded === null ? null : props.children(loaded.value, loaded)}
      {loaded === null && refusal === null ? <Skeleton lines={props.lines ?? 4} /> : null}
    </>
  );
};
