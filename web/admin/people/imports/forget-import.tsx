import { useState } from 'react';
import { useChange } from '../../api/index.ts';
import { useGo } from '../../frame/index.ts';
import { useTexts } from '../../language/index.ts';
import { Button, ConfirmDialog, toast } from '../../ui/index.ts';
import { useReasons } from '../use-reasons.ts';
import type { ImportView } from './answers.ts';

/** Takes the file and what was found in it away before its thirty days are over. */
export const ForgetImport = (props: { readonly made: ImportView }) => {
  const { t } = useTexts('people');
  const go = useGo();
  const reasons = useReasons();
  const change = useChange(['/people-imports']);
  const [asking, setAsking] = useState(false);
  const { id, counts, state } = props.made;
  const canBeUndone = counts.appliedCreated + counts.appliedChanged > 0 && state !== 'undone';
  const forget = async () => {
    const answer = await change.send({ method: 'DELETE', path: `/people-imports/${id}` });
    if (answer?.kind !== 'done') return;
    toast(t('imports.forget.done'));
    go('/people/imports');
  };
  return (
    <div className="row">
      <Button
        onPress={() => {
          change.forget();
          setAsking(true);
        }}
      >
        {t('imports.forget.action')}
      </Button>
      <ConfirmDialog
        title={t('imports.forget.title')}
        action={t('imports.forget.action')}
        isOpen={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void forget()}
        change={change}
        reasons={reasons.refusals}
        isDangerous
      >
        <p>{t(canBeUndone ? 'imports.forget.textApplied' : 'imports.forget.text')}</p>
      </ConfirmDialog>
    </div>
  );
};
