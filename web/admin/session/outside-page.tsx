import { type ReactNode, useEffect } from 'react';
import { LanguageSelect } from '../frame/language-select.tsx';

/** A page before the portal itself: one heading, a sentence, what to do. */
export const OutsidePage = (props: {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}) => {
  useEffect(() => {
    document.title = props.title;
  }, [props.title]);
  return (
    <div className="outside">
      <main className="outside-sheet stack">
        <h1>{props.title}</h1>
        <p>{props.lead}</p>
        {props.children}
      </main>
      <footer>
        <LanguageSelect />
      </footer>
    </div>
  );
};
