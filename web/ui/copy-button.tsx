import { useState } from 'react';
import { useTranslation } from '../language/index.ts';
import { Button } from './button.tsx';

export const CopyButton = (props: { readonly value: string; readonly label: string }) => {
  const { t } = useTranslation();
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
    <div className="row">
      <Button onPress={() => void copy()}>{props.label}</Button>
      <span role="status">{said}</span>
    </div>
  );
};
