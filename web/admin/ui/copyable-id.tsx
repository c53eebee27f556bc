import { useState } from 'react';
import { useTexts } from '../language/index.ts';
import { Button } from './button.tsx';

/** An id to be read out or pasted elsewhere; always left to right. */
export const CopyableId = (props: { readonly value: string }) => {
  const { t } = useTexts('frame');
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.value);
      setSaid(t('copy.done'));
    } catch {
      setSaid(t('copy.failed'));
    }
  };
  return (
    <span className="copyable">
      <code dir="ltr">{props.value}</code>
      <Button kind="quiet" label={t('copy.id', { id: props.value })} onPress={() => void copy()}>
        {t('action.copy')}
      </Button>
      <span role="status" className="small">
        {said}
      </span>
    </span>
  );
};
