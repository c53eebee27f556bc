import { type ReactNode, useEffect, useState } from 'react';
import type { Change } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { TextField } from './text-field.tsx';

/** Spaces at the ends and capital letters are not what this question is about. */
const isSameName = (typed: string, name: string): boolean =>
  typed.trim().normalize('NFC').toLocaleLowerCase() === name.trim().normalize('NFC').toLocaleLowerCase();

/**
 * Asks before something that matters. `typedName`: what has to be typed first, for what cannot be taken back.
 * The button says what happens and to what: "Delete profile Berlin".
 */
export const ConfirmDialog = (props: {
  readonly title: string;
  readonly action: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly change?: Change;
  /** Sentences for the reasons of a refusal. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly typedName?: string;
  readonly isDangerous?: boolean;
  /** Where "Cancel" might be taken for the deed: what happens instead. */
  readonly stay?: string;
  readonly children?: ReactNode;
}) => {
  const { t } = useTexts('frame');
  const [typed, setTyped] = useState('');
  const [missed, setMissed] = useState(false);
  useEffect(() => {
    if (!props.isOpen) return;
    setTyped('');
    setMissed(false);
  }, [props.isOpen]);
  const confirm = () => {
    const fits = props.typedName === undefined || isSameName(typed, props.typedName);
    setMissed(!fits);
    if (fits) props.onConfirm();
  };
  return (
    <Dialog
      title={props.title}
      isOpen={props.isOpen}
      onClose={props.onClose}
      actions={
        <>
          <Button
            kind={props.isDangerous ? 'danger' : 'primary'}
            busy={props.change?.busy ?? false}
            onPress={confirm}
          >
            {props.action}
          </Button>
          <Button onPress={props.onClose}>{props.stay ?? t('action.cancel')}</Button>
        </>
      }
    >
      {props.children}
      {props.typedName === undefined ? null : (
        <TextField
          label={t('confirm.typeName', { name: props.typedName })}
          hint={t('confirm.typeHint')}
          value={typed}
          onChange={setTyped}
          error={missed ? t('confirm.otherName') : undefined}
        />
      )}
      <RefusalNotice refusal={props.change?.refusal ?? null} reasons={props.reasons ?? {}} />
    </Dialog>
  );
};
