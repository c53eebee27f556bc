import type { ReactNode } from 'react';

export interface TimelineItem {
  readonly id: string;
  readonly tone: 'good' | 'caution' | 'bad' | 'neutral';
  readonly title: ReactNode;
  /** At the title's end: who and when. */
  readonly aside?: ReactNode;
  readonly content?: ReactNode;
}

/** What happened, one thing after the other. The tone is decoration: the words say it too. */
export const Timeline = (props: { readonly label: string; readonly items: readonly TimelineItem[] }) => (
  <ol className="plain timeline" aria-label={props.label}>
    {props.items.map(({ id, tone, title, aside, content }) => (
      <li key={id} className={`timeline-item timeline-${tone}`}>
        <div className="timeline-head">
          <h3>{title}</h3>
          <div className="timeline-aside">{aside}</div>
        </div>
        {content}
      </li>
    ))}
  </ol>
);
