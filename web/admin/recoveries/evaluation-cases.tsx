import { useState } from 'react';
import { type Params, useChange, usePages } from '../api/index.ts';
import { PageLink } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { Button, DataTable, EmptyState, Panel, RefusalNotice, Time } from '../ui/index.ts';
import type { CaseLine, PeopleBehind } from './answers.ts';
import { Standing } from './case-words.tsx';

type Person = PeopleBehind['people'][number];

/** The cases behind the report; whose they are only when asked for, and then that is in the record. */
export const EvaluationCases = (props: { readonly params: Params }) => {
  const { t } = useTexts('recoveries');
  const cases = usePages<CaseLine>('/recoveries', { params: props.params, limit: 25 });
  const change = useChange(['/audit']);
  const [people, setPeople] = useState<ReadonlyMap<string, Person> | null>(null);
  const reveal = async () => {
    const recoveryIds = (cases.items ?? []).slice(0, 200).map(({ id }) => id);
    const answer = await change.send<PeopleBehind>({ path: '/recoveries/people', body: { recoveryIds } });
    if (answer?.kind === 'done')
      setPeople(new Map(answer.value.people.map((each) => [each.recoveryId, each])));
  };
  return (
    <Panel
      title={t('evaluation.cases')}
      sentence={t('evaluation.casesText')}
      actions={
        <Button busy={change.busy} onPress={() => void reveal()}>
          {t('evaluation.who')}
        </Button>
      }
    >
      <RefusalNotice refusal={change.refusal} />
      <DataTable<CaseLine>
        label={t('evaluation.cases')}
        items={cases.items}
        idOf={({ id }) => id}
        nameOf={({ caseNumber }) => caseNumber}
        more={cases}
        empty={<EmptyState title={t('empty.title')} />}
        columns={[
          {
            id: 'case',
            title: t('columns.case'),
            cell: ({ caseNumber }) => (
              <PageLink to={`/recoveries/${caseNumber}`}>
                <span dir="ltr" className="mono nowrap">
                  {caseNumber}
                </span>
              </PageLink>
            ),
          },
          ...(people === null
            ? []
            : [
                {
                  id: 'person',
                  title: t('columns.person'),
                  cell: ({ id }: CaseLine) => {
                    const person = people.get(id);
                    return person === undefined ? (
                      '–'
                    ) : (
                      <span className="stack stack-tight">
                        <bdi className="anywhere">{person.displayName}</bdi>
                        <bdi className="quiet small anywhere">{person.accountName}</bdi>
                      </span>
                    );
                  },
                },
              ]),
          { id: 'standing', title: t('columns.standing'), cell: (line) => <Standing line={line} /> },
          { id: 'begun', title: t('columns.begun'), cell: ({ createdAt }) => <Time at={createdAt} /> },
        ]}
      />
    </Panel>
  );
};
