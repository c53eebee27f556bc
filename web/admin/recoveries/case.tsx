import { useRead } from '../api/index.ts';
import { Page, PageLink, usePathParam } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { EntryList, useRecordWords } from '../record/index.ts';
import { DownloadLink, EmptyState, Facts, ModeBadge, Notice, Panel, Time, WithData } from '../ui/index.ts';
import type { CaseView } from './answers.ts';
import { CaseActs } from './case-acts.tsx';
import { CaseValues } from './case-values.tsx';
import { DecoyBadge, Standing, useCountryName, useDuration } from './case-words.tsx';

const lookEvery = 5_000;

/** Why it ended as it did, and what to do about it. */
const Reason = (props: { readonly found: CaseView }) => {
  const { t } = useTexts('recoveries');
  const words = useRecordWords();
  const { eligibility, endCode, outcome } = props.found;
  const reason = words.code(eligibility === '' ? endCode : eligibility);
  if (reason === null) return null;
  return (
    <Notice kind={outcome === 'refused' || eligibility !== '' ? 'warning' : 'info'} title={reason.name}>
      <p>{eligibility === '' ? reason.means : `${t('case.decoy')} ${reason.means}`}</p>
      <p>
        <strong>{t('case.todo')}</strong> {reason.todo}
      </p>
    </Notice>
  );
};

/** One recovery from its first page to its end. No values of the person, unless they are asked for. */
export const CasePage = () => {
  const { t } = useTexts('recoveries');
  const caseNumber = usePathParam('caseNumber');
  const countryName = useCountryName();
  const duration = useDuration();
  const read = useRead<CaseView>(`/recoveries/${encodeURIComponent(caseNumber)}`, {
    pollEvery: ({ outcome }) => (outcome === null ? lookEvery : false),
  });
  const found = read.loaded?.value ?? null;
  return (
    <Page
      guide="recoveries"
      title={t('case.title', { caseNumber: found?.caseNumber ?? caseNumber })}
      sentence={found === null ? undefined : <Standing line={found} />}
      back={<PageLink to="/recoveries">{t('title')}</PageLink>}
      actions={found === null ? null : <CaseActs found={found} />}
      help={
        <>
          <p>{t('help.case')}</p>
          <p>{t('help.values')}</p>
        </>
      }
    >
      {read.refusal?.code === 'notFound' ? (
        <EmptyState title={t('case.none')}>{t('case.noneText')}</EmptyState>
      ) : (
        <WithData read={read} lines={10}>
          {(value) => (
            <>
              <Reason found={value} />
              <Panel title={t('case.facts')}>
                <Facts
                  facts={[
                    {
                      label: t('columns.profile'),
                      value: (
                        <span className="row">
                          <bdi>{value.profileName}</bdi>
                          <span className="quiet small">
                            {t('case.version', { version: value.profileVersion })}
                          </span>
                          <ModeBadge mode={value.mode} />
                        </span>
                      ),
                    },
                    {
                      label: t('case.applicant'),
                      value: value.eligibility === '' ? t('case.mayRecover') : <DecoyBadge line={value} />,
                    },
                    { label: t('columns.country'), value: countryName(value.country) },
                    {
                      label: t('columns.provider'),
                      value: <bdi>{value.providerId ?? t('case.noProvider')}</bdi>,
                    },
                    { label: t('columns.begun'), value: <Time at={value.createdAt} /> },
                    {
                      label: t('case.took'),
                      value: value.endedAt === null ? '–' : duration(value.endedAt - value.createdAt),
                    },
                  ]}
                />
              </Panel>
              <Panel
                title={t('case.timeline')}
                sentence={t('case.timelineText')}
                actions={
                  <DownloadLink path="/audit/export.jsonl" params={{ case: value.caseNumber }}>
                    {t('case.export')}
                  </DownloadLink>
                }
              >
                <EntryList label={t('case.timeline')} entries={value.entries} />
              </Panel>
              <CaseValues caseNumber={value.caseNumber} entries={value.entries} />
            </>
          )}
        </WithData>
      )}
    </Page>
  );
};
