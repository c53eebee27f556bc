import { useMemo } from 'react';
import { type Params, usePages, useRead } from '../api/index.ts';
import { Page, PageLink, useFilters } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { EntryList, type RecordEntry } from '../record/index.ts';
import {
  Button,
  DownloadLink,
  EmptyState,
  ErrorState,
  Figures,
  Panel,
  Skeleton,
  WithData,
} from '../ui/index.ts';
import type { Summary } from './answers.ts';
import { EntryFilters, entryDefaults, toParams } from './entry-filters.tsx';

/** Everything that happened, the latest first. */
export const Audit = () => {
  const { t } = useTexts('audit');
  const { count } = useFormats();
  const [values, change] = useFilters(entryDefaults);
  const params = useMemo((): Params => toParams(values), [values]);
  const entries = usePages<RecordEntry>('/audit', { params });
  const summary = useRead<Summary>('/audit/summary');
  return (
    <Page
      guide="audit"
      title={t('title')}
      sentence={t('sentence')}
      actions={
        <PageLink to="/audit/verify" kind="secondary">
          {t('verify.link')}
        </PageLink>
      }
      help={
        <>
          <p>{t('help.search')}</p>
          <p>{t('help.values')}</p>
        </>
      }
    >
      <WithData read={summary} lines={2}>
        {(value) => (
          <Figures
            figures={[
              { label: t('summary.entries'), value: count(value.entries) },
              { label: t('summary.chains'), value: count(value.chains) },
              {
                label: t('summary.unsigned'),
                value: count(value.notYetSigned),
                note: t('summary.unsignedNote'),
              },
            ]}
          />
        )}
      </WithData>
      <EntryFilters values={values} change={change} />
      <Panel
        title={t('found')}
        actions={
          <DownloadLink path="/audit/export.jsonl" params={params}>
            {t('export')}
          </DownloadLink>
        }
      >
        {entries.refusal === null ? null : <ErrorState refusal={entries.refusal} onAgain={entries.again} />}
        {entries.items === null ? (
          entries.refusal === null ? (
            <Skeleton lines={10} />
          ) : null
        ) : entries.items.length === 0 ? (
          <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
        ) : (
          <EntryList
            label={t('found')}
            entries={entries.items}
            head={({ caseNumber }) =>
              caseNumber === null ? null : (
                <PageLink to={`/recoveries/${caseNumber}`}>
                  <span dir="ltr" className="mono nowrap">
                    {caseNumber}
                  </span>
                </PageLink>
              )
            }
          />
        )}
        {entries.hasMore ? (
          <div className="row">
            <Button busy={entries.busy} onPress={entries.loadMore}>
              {t('more')}
            </Button>
          </div>
        ) : null}
      </Panel>
    </Page>
  );
};
