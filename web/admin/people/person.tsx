import { useRead } from '../api/index.ts';
import { Page, PageLink, usePathParam } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { useSession } from '../session/index.ts';
import { WithData } from '../ui/index.ts';
import type { PersonView } from './answers.ts';
import { Contact } from './contact.tsx';
import { PersonActions } from './person-actions.tsx';
import { PersonGroups } from './person-groups.tsx';
import { PersonHolds, PersonMethods, PersonRecord, PersonRecoveries } from './person-record.tsx';
import { RecoveryToday } from './recovery-today.tsx';

/** One person. A help desk, which may not read the record, sees how to reach them (D34). */
export const Person = () => {
  const { roles } = useSession();
  const isReader = roles.includes('Recovery Administrator') || roles.includes('Auditor');
  return isReader ? <WholePerson /> : <Contact />;
};

const WholePerson = () => {
  const { t } = useTexts('people');
  const id = usePathParam('accountId');
  const read = useRead<PersonView>(`/people/${id}`);
  const person = read.loaded?.value;
  return (
    <Page
      guide="people"
      title={person === undefined ? t('person.title') : person.displayName || person.accountName}
      {...(person === undefined ? {} : { sentence: <bdi>{person.accountName}</bdi> })}
      back={<PageLink to="/people">{t('title')}</PageLink>}
      {...(read.loaded === null ? {} : { actions: <PersonActions loaded={read.loaded} /> })}
      help={
        <>
          <p>{t('help.today')}</p>
          <p>{t('help.hold')}</p>
        </>
      }
    >
      <WithData read={read} lines={10}>
        {(value) => (
          <>
            <RecoveryToday person={value} />
            <PersonRecoveries person={value} />
            <PersonRecord person={value} />
            <PersonHolds person={value} />
            <PersonMethods person={value} />
            <PersonGroups person={value} />
          </>
        )}
      </WithData>
    </Page>
  );
};
