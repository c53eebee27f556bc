import type { ReactNode } from 'react';
import { useTexts } from '../language/index.ts';
import { Button } from './button.tsx';

/** What somebody new to a page needs to know. Opened by the button that `Page` shows when it has `help`. */
export const HelpPanel = (props: { readonly onClose: () => void; readonly children: ReactNode }) => {
  const { t } = useTexts('frame');
  return (
    <aside className="help" aria-label={t('help.title')}>
      <div className="stack stack-tight">{props.children}</div>
      <Button kind="quiet" onPress={props.onClose}>
        {t('help.close')}
      </Button>
    </aside>
  );
};
