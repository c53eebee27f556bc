import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from '../language/index.ts';
import { Button } from '../ui/index.ts';

/** Asks once more, and names the thing. Escape and "Keep" leave everything as it is. */
export const ConfirmDialog = (props: {
  readonly title: string;
  readonly action: string;
  readonly children: ReactNode;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={props.onClose}>
      <div className="stack">
        <h2 id={id}>{props.title}</h2>
        {props.children}
        <div className="row">
          <Button
            kind="danger"
            onPress={() => {
              dialog.current?.close();
              props.onConfirm();
            }}
          >
            {props.action}
          </Button>
          <Button onPress={() => dialog.current?.close()}>{t('confirm.keep')}</Button>
        </div>
      </div>
    </dialog>
  );
};
