import { PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import {
  Badge,
  CopyableId,
  DataTable,
  EmptyState,
  Facts,
  ModeBadge,
  Notice,
  Panel,
  Time,
} from '../ui/index.ts';
import type { HeldAttribute, MethodLine, PersonView } from './answers.ts';

/** Too long for a line, it breaks before the @ rather than in a word. */
const Mail = ({ address }: { readonly address: string }) => {
  const at = address.lastIndexOf('@');
  return (
    <bdi>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </bdi>
  );
};

type Props = { readonly person: PersonView };

/** When, and by whom: it is the first thing to be asked about an account that nobody expected. */
const Added = ({ person }: Props) => {
  const { t } = useTexts('people');
  const { added, createdAt } = person;
  if (added === null) return <Time at={createdAt} />;
  const { by } = added;
  return (
    <span className="row">
      <Time at={createdAt} />
      <bdi>
        {by.actor === 'admin:host'
          ? t('record.byHost')
          : t('record.by', { name: by.displayName || by.actor })}
      </bdi>
      {added.import === null ? null : added.import.isKept ? (
        <PageLink to={`/people/imports/${added.import.id}`}>{t('record.byImport')}</PageLink>
      ) : (
        <span className="quiet">{t('record.byImport')}</span>
      )}
    </span>
  );
};

export const PersonRecord = ({ person }: Props) => {
  const { t } = useTexts('people');
  const frame = useTexts('frame').t;
  const { country, list, day } = useFormats();
  const said = (value: string) =>
    value === '' ? <span className="quiet">{t('record.none')}</span> : <bdi>{value}</bdi>;
  return (
    <Panel
      title={t('record.title')}
      actions={<PageLink to={`/audit?person=${person.id}`}>{t('record.audit')}</PageLink>}
    >
      <Facts
        facts={[
          { label: t('field.givenName'), value: said(person.givenName) },
          { label: t('field.surname'), value: said(person.surname) },
          {
            label: t('field.birthDate'),
            value: said(person.birthDate === null ? '' : day(person.birthDate)),
          },
          { label: t('field.country'), value: said(person.country === null ? '' : country(person.country)) },
          { label: t('field.employeeNumber'), value: said(person.employeeNumber) },
          {
            label: t('field.mails'),
            value:
              person.mails.length === 0
                ? said('')
                : person.mails.map(({ mail, confirmed }) => (
                    <span key={mail} className="row">
                      <Mail address={mail} />
                      {confirmed ? null : <Badge tone="caution">{t('record.unconfirmed')}</Badge>}
                    </span>
                  )),
          },
          {
            label: t('field.roles'),
            value:
              person.roles.length === 0 ? said('') : list(person.roles.map((role) => frame(`roles.${role}`))),
          },
          {
            label: t('record.account'),
            value: (
              <span className="row">
                <Badge tone={person.enabled ? 'good' : 'neutral'}>
                  {person.enabled ? t('state.enabled') : t('state.disabled')}
                </Badge>
                {person.frozen ? <Badge tone="bad">{t('state.frozen')}</Badge> : null}
              </span>
            ),
          },
          { label: t('record.created'), value: <Added person={person} /> },
          {
            label: t('record.firstSignedIn'),
            value: person.firstSignedInAt === null ? said('') : <Time at={person.firstSignedInAt} />,
          },
          { label: t('record.id'), value: <CopyableId value={person.id} /> },
        ]}
      />
    </Panel>
  );
};

export const useAttributeNames = () => {
  const { t } = useTexts('people');
  const { list } = useFormats();
  return (attributes: readonly HeldAttribute[]) => list(attributes.map((each) => t(`field.${each}`)));
};

export const PersonHolds = ({ person }: Props) => {
  const { t } = useTexts('people');
  const namesOf = useAttributeNames();
  const { moment } = useFormats();
  if (person.heldUntil === null) return null;
  return (
    <Panel title={t('holds.personTitle', { until: moment(person.heldUntil) })} sentence={t('help.hold')}>
      <DataTable
        label={t('holds.title')}
        items={person.holds}
        idOf={({ id }) => id}
        nameOf={({ attributes }) => namesOf(attributes)}
        columns={[
          { id: 'what', title: t('holds.what'), cell: ({ attributes }) => namesOf(attributes) },
          { id: 'when', title: t('holds.started'), cell: ({ startedAt }) => <Time at={startedAt} /> },
          { id: 'until', title: t('holds.until'), cell: ({ until }) => moment(until) },
        ]}
        empty={null}
      />
    </Panel>
  );
};

export const PersonMethods = ({ person }: Props) => {
  const { t } = useTexts('people');
  return (
    <Panel title={t('methods.title')}>
      <DataTable<MethodLine>
        label={t('methods.title')}
        items={person.methods}
        idOf={({ id }) => id}
        nameOf={({ kind }) => t(`methods.${kind}`)}
        columns={[
          { id: 'kind', title: t('methods.kind'), cell: ({ kind }) => t(`methods.${kind}`) },
          {
            id: 'used',
            title: t('methods.lastUsed'),
            cell: ({ lastUsedAt }) =>
              lastUsedAt === null ? (
                <span className="quiet">{t('methods.never')}</span>
              ) : (
                <Time at={lastUsedAt} />
              ),
          },
          { id: 'added', title: t('methods.added'), cell: ({ addedAt }) => <Time at={addedAt} /> },
          {
            id: 'state',
            title: t('list.state'),
            cell: ({ disabledAt }) =>
              disabledAt === null ? (
                <Badge tone="good">{t('methods.on')}</Badge>
              ) : (
                <Badge tone="neutral">{t('methods.off')}</Badge>
              ),
          },
        ]}
        empty={<EmptyState title={t('methods.none')}>{t('methods.noneText')}</EmptyState>}
      />
    </Panel>
  );
};

export const PersonRecoveries = ({ person }: Props) => {
  const { t } = useTexts('people');
  if (person.openRecoveries.length === 0) return null;
  return (
    <Notice kind="info" title={t('recoveries.title', { count: person.openRecoveries.length })}>
      {person.openRecoveries.map(({ caseNumber, mode, startedAt }) => (
        <p key={caseNumber} className="row">
          <CopyableId value={caseNumber} /> <ModeBadge mode={mode} /> <Time at={startedAt} />
        </p>
      ))}
    </Notice>
  );
};
