import type { ReactNode } from 'react';
import { useTexts } from '../language/index.ts';

/** A state in one or two words. */
export const Badge = (props: {
  readonly tone: 'neutral' | 'good' | 'caution' | 'bad' | 'rehearsal' | 'solid';
  readonly children: ReactNode;
}) => <span className={`badge badge-${props.tone}`}>{props.children}</span>;

/** Evaluation and production are never mistaken for each other: grey-blue outline, and solid. */
export const ModeBadge = (props: { readonly mode: 'evaluation' | 'production' }) => {
  const { t } = useTexts('frame');
  return <Badge tone={props.mode === 'evaluation' ? 'rehearsal' : 'solid'}>{t(`mode.${props.mode}`)}</Badge>;
};
