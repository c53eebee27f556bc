import { useRead } from '../api/index.ts';
import { Page, PageLink, usePathParam } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { Badge, Facts, Panel, WithData } from '../ui/index.ts';
import type { ContactView } from './answers.ts';
import { SendStartPage } from './send-start-page.tsx';

/** All that a help desk sees of a person: enough to know that it is the right one, and where a start page would go (D34). */
export const Contact = () => {
  const { t } = useTexts('people');
  const id = usePathParam('accountId');
  const read = useRead<ContactView>(`/people/${id}/contact`);
  const person = read.loaded?.value;
  return (
    <Page
      guide="people"
      title={person === undefined ? t('person.title') : person.displayName || person.accountName}
      {...(person === undefined ? {} : { sentence: <bdi>{person.accountName}</bdi> })}
      back={<PageLink to="/people">{t('title')}</PageLink>}
      help={
        <>
          <p>{t('helpDesk.help')}</p>
        </>
      }
    >
      <WithData read={read} lines={4}>
        {(value) => (
          <Panel title={t('startPage.title')} sentence={t('startPage.sentence')}>
            <Facts
              facts={[
                {
                  label: t('field.mails'),
                  value:
                    value.mails.length === 0 ? (
                      t('record.none')
                    ) : (
                      <span className="stack stack-tight">
                        {value.mails.map((mail) => (
                          <bdi key={mail}>{mail}</bdi>
                        ))}
                      </span>
                    ),
                },
                {
                  label: t('record.account'),
                  value: (
                    <Badge tone={value.enabled ? 'good' : 'neutral'}>
                      {value.enabled ? t('state.enabled') : t('state.disabled')}
                    </Badge>
                  ),
                },
              ]}
            />
            <SendStartPage id={value.id} />
          </Panel>
        )}
      </WithData>
    </Page>
  );
};
