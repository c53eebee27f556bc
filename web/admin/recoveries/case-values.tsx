import { useState } from 'react';
import { useChange } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { type RecordEntry, useRecordWords } from '../record/index.ts';
import { Button, Facts, Panel, RefusalNotice } from '../ui/index.ts';
import type { CaseValues as Values } from './answers.ts';
import { MatchTrace, parseTrace } from './match-trace.tsx';

/** What the person typed and how their document was compared: only when asked for, and then it is in the record who asked. */
export const CaseValues = (props: {
  readonly caseNumber: string;
  readonly entries: readonly RecordEntry[];
}) => {
  const { t } = useTexts('recoveries');
  const words = useRecordWords();
  const change = useChange(['/audit']);
  const [shown, setShown] = useState<Values['values'] | null>(null);
  if (!props.entries.some(({ personal }) => personal.length > 0)) return null;
  const reveal = async () => {
    const answer = await change.send<Values>({ path: `/recoveries/${props.caseNumber}/values`, body: {} });
    if (answer?.kind === 'done') setShown(answer.value.values);
  };
  const trace = parseTrace(shown?.find(({ name }) => name === 'trace')?.value);
  const plain = shown?.filter(({ name, value }) => name !== 'trace' && value !== '') ?? [];
  return (
    <Panel
      title={t('values.title')}
      sentence={t('values.sentence')}
      actions={
        shown === null ? (
          <Button busy={change.busy} onPress={() => void reveal()}>
            {t('values.show')}
          </Button>
        ) : (
          <Button onPress={() => setShown(null)}>{t('values.hide')}</Button>
        )
      }
    >
      <RefusalNotice refusal={change.refusal} />
      <div role="status" className="stack">
        {shown === null ? null : plain.length === 0 && trace === null ? (
          <p>{t('values.erased')}</p>
        ) : (
          <>
            <Facts
              facts={plain.map(({ name, value }) => ({
                label: words.fact(name),
                value: <bdi className="anywhere">{value}</bdi>,
              }))}
            />
            {trace === null ? null : <MatchTrace trace={trace} />}
          </>
        )}
      </div>
    </Panel>
  );
};
