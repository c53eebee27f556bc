import { usePages } from '../api/index.ts';
import { Page, PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { DataTable, EmptyState, ErrorState, Time } from '../ui/index.ts';
import type { Hold } from './answers.ts';
import { PersonName } from './person-name.tsx';
import { useAttributeNames } from './person-record.tsx';

/** Edits that hold somebody's recovery, the one that ends first in front (D34). */
export const Holds = () => {
  const { t } = useTexts('people');
  const { moment } = useFormats();
  const namesOf = useAttributeNames();
  const holds = usePages<Hold>('/holds');
  return (
    <Page
      guide="people"
      title={t('holds.title')}
      sentence={t('holds.sentence')}
      back={<PageLink to="/people">{t('title')}</PageLink>}
      help={
        <>
          <p>{t('help.hold')}</p>
        </>
      }
    >
      {holds.refusal === null ? null : <ErrorState refusal={holds.refusal} onAgain={holds.again} />}
      <DataTable
        label={t('holds.title')}
        items={holds.items}
        idOf={({ id }) => id}
        nameOf={({ displayName, accountName }) => displayName || accountName}
        columns={[
          {
            id: 'person',
            title: t('list.person'),
            cell: ({ accountId, ...person }) => <PersonName person={{ ...person, id: accountId }} />,
          },
          { id: 'what', title: t('holds.what'), cell: ({ attributes }) => namesOf(attributes) },
          { id: 'when', title: t('holds.started'), cell: ({ startedAt }) => <Time at={startedAt} /> },
          { id: 'until', title: t('holds.until'), cell: ({ until }) => moment(until) },
        ]}
        more={holds}
        empty={<EmptyState title={t('holds.none')}>{t('holds.noneText')}</EmptyState>}
      />
    </Page>
  );
};
