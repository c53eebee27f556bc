import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTexts } from '../language/index.ts';
import { useSession } from '../session/index.ts';
import { Button, HelpPanel } from '../ui/index.ts';

let pagesShown = 0;

/**
 * One page: its title, one sentence, actions at the right, then its content.
 * `help`: what somebody new to this page needs to know, behind a button.
 */
export const Page = (props: {
  readonly title: string;
  readonly sentence?: ReactNode;
  /** Stands before the title: where this page belongs to. */
  readonly back?: ReactNode;
  readonly actions?: ReactNode;
  readonly help: ReactNode;
  /** No page goes without; null where there is nothing to be done but to go on. Of `docs/for-admins`: how-to and questions, opened from the help. */
  readonly guide: string | null;
  readonly children?: ReactNode;
}) => {
  const { t } = useTexts('frame');
  const { organisation } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const [helping, setHelping] = useState(false);
  useEffect(() => {
    document.title = `${props.title} – ${organisation.name}`;
  }, [props.title, organisation.name]);
  useEffect(() => {
    // A new page without a new document: without this a screen reader stays silent and focus is lost.
    if (pagesShown > 0) heading.current?.focus({ preventScroll: true });
    pagesShown += 1;
  }, []);
  return (
    <div className="page">
      <header className="page-head">
        {props.back ? <p className="page-back">{props.back}</p> : null}
        <div className="page-title">
          <div className="stack stack-tight">
            <h1 ref={heading} tabIndex={-1}>
              {props.title}
            </h1>
            {props.sentence ? <p className="page-sentence">{props.sentence}</p> : null}
          </div>
          <div className="page-actions">
            {props.help || props.guide ? (
              <Button kind="quiet" isExpanded={helping} onPress={() => setHelping(!helping)}>
                {t('help.open')}
              </Button>
            ) : null}
            {props.actions}
          </div>
        </div>
      </header>
      {helping ? (
        <HelpPanel onClose={() => setHelping(false)}>
          {props.help}
          {props.guide === null ? null : (
            <p>
              <a href={`/help/for-admins/${props.guide}`} target="_blank" rel="noreferrer">
                {t('help.guide')}
              </a>
            </p>
          )}
        </HelpPanel>
      ) : null}
      {props.children}
    </div>
  );
};
