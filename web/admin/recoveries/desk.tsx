import { type FormEvent, useState } from 'react';
import { useChange } from '../api/index.ts';
import { Page } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { Button, Facts, Panel, RefusalNotice, TextField, Time } from '../ui/index.ts';
import type { DeskCase } from './answers.ts';

/** How a case stands, as the person is shown it. Never why, never whose (D34). */
export const Desk = () => {
  const { t } = useTexts('recoveries');
  const change = useChange();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<DeskCase | null>(null);
  const lookUp = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await change.send<DeskCase>({ path: '/recoveries/look-up', body: { caseNumber: typed } });
    if (answer !== null) setFound(answer.kind === 'done' ? answer.value : null);
  };
  return (
    <Page
      guide="recoveries"
      title={t('desk.title')}
      sentence={t('desk.sentence')}
      help={
        <>
          <p>{t('desk.help')}</p>
        </>
      }
    >
      <form className="stack" onSubmit={(event) => void lookUp(event)}>
        <TextField
          label={t('desk.field')}
          hint={t('desk.hint')}
          value={typed}
          onChange={setTyped}
          isCode
          maxLength={40}
        />
        <div className="row">
          <Button type="submit" kind="primary" busy={change.busy}>
            {t('desk.action')}
          </Button>
        </div>
      </form>
      {change.refusal?.code === 'notFound' ? (
        <p role="alert">{t('desk.none')}</p>
      ) : (
        <RefusalNotice refusal={change.refusal} />
      )}
      <div role="status">
        {found === null ? null : (
          <Panel title={t('desk.found', { caseNumber: found.caseNumber })}>
            <Facts
              facts={[
                { label: t('columns.standing'), value: t(`desk.states.${found.state}.name`) },
                { label: t('desk.say'), value: t(`desk.states.${found.state}.say`) },
                { label: t('columns.begun'), value: <Time at={found.createdAt} /> },
                { label: t('desk.moved'), value: <Time at={found.updatedAt} /> },
              ]}
            />
          </Panel>
        )}
      </div>
    </Page>
  );
};
