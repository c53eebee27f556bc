import { useState } from 'react';
import { post, type RecoveryView } from '../../api/index.ts';
import { usePhoneTexts } from '../../language/index.ts';
import { Button, Field, RefusalNotice } from '../../ui/index.ts';
import { type PageProps, useStep } from '../page-props.ts';

const allTries = 3;

/** What the phone shows, typed here: only now does it count what was done there. What was typed stays after a refusal. */
export const TypeCode = (props: PageProps<'withPhone'>) => {
  const { t } = usePhoneTexts();
  const step = useStep(props);
  const [code, setCode] = useState('');
  const { now } = props;
  const left = now.at === 'code' ? now.triesLeft : allTries;
  const send = () => post<RecoveryView>('/api/recovery/phone/code', { code });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== '') step.go(send);
      }}
    >
      <Field
        kind="pass"
        name="phone-code"
        label={t('type.label')}
        hint={t('type.hint')}
        error={left < allTries ? t('type.wrong', { count: left }) : null}
        autoComplete="one-time-code"
        value={code}
        onChange={(typed) => setCode(typed.slice(0, 40))}
      />
      <RefusalNotice refusal={step.refusal} />
      <Button kind="primary" type="submit" busy={step.busy}>
        {t('type.continue')}
      </Button>
    </form>
  );
};
