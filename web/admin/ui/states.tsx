import type { ReactNode } from 'react';
import type { Refusal } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { Button } from './button.tsx';
import { RefusalNotice } from './refusal-notice.tsx';

/** Nothing here yet: why that is, and what would change it. */
export const EmptyState = (props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) => (
  <div className="empty">
    <p className="empty-title">{props.title}</p>
    {typeof props.children === 'string' ? <p className="quiet">{props.children}</p> : props.children}
    {props.action ? <div className="row">{props.action}</div> : null}
  </div>
);

/** The page's content could not be read. */
export const ErrorState = (props: { readonly refusal: Refusal; readonly onAgain?: () => void }) => {
  const { t } = useTexts('frame');
  return (
    <RefusalNotice
      refusal={props.refusal}
      action={
        props.onAgain === undefined ? null : <Button onPress={props.onAgain}>{t('action.tryAgain')}</Button>
      }
    />
  );
};

/** Holds the room that content will take, so that nothing jumps. `lines`: about as many as there will be. */
export const Skeleton = (props: { readonly lines?: number }) => {
  const { t } = useTexts('frame');
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{t('layout.loading')}</span>
      {Array.from({ length: props.lines ?? 3 }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={line} className="skeleton-line" />
      ))}
    </div>
  );
};
