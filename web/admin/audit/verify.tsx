import { useState } from 'react';
import { useChange, useRead, useWork } from '../api/index.ts';
import { Page, PageLink } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import {
  Button,
  CopyableId,
  DataTable,
  EmptyState,
  Facts,
  Notice,
  Panel,
  Progress,
  RefusalNotice,
  TextField,
  Time,
  useFieldErrors,
  WithData,
} from '../ui/index.ts';
import type { Flaw, Summary, Verification } from './answers.ts';
import { ReceiptCheck } from './receipt-check.tsx';

/** Where a flaw is and what it means, in a sentence. */
const FlawLine = (props: { readonly flaw: Flaw }) => {
  const { t } = useTexts('audit');
  const { code, caseNumber, chain, sequence, checkpoint } = props.flaw;
  const entry = sequence === undefined ? null : t('verify.entry', { number: sequence + 1 });
  return (
    <li>
      <p>{t(`flaws.${code}` as never, { defaultValue: code })}</p>
      <p className="small quiet row">
        {caseNumber ? (
          <PageLink to={`/recoveries/${caseNumber}`}>{caseNumber}</PageLink>
        ) : chain === undefined ? null : (
          <bdi className="anywhere">{chain}</bdi>
        )}
        {entry === null ? null : <span>{entry}</span>}
        {checkpoint === undefined ? null : <span>{t('verify.checkpoint', { number: checkpoint + 1 })}</span>}
      </p>
    </li>
  );
};

const Result = (props: { readonly work: Verification }) => {
  const { t } = useTexts('audit');
  const { count } = useFormats();
  const { result, finishedAt } = props.work;
  if (result === null) return null;
  const sound = result.flawsInAll === 0;
  return (
    <>
      <Notice
        announce="status"
        kind={sound ? 'success' : 'danger'}
        title={sound ? t('verify.sound') : t('verify.flawed', { count: result.flawsInAll })}
      >
        <p>
          {t('verify.counted', {
            entries: count(result.entries),
            chains: count(result.chains),
            checkpoints: count(result.checkpoints),
          })}{' '}
          {finishedAt === null ? null : <Time at={finishedAt} />}
        </p>
      </Notice>
      {sound ? null : (
        <ol className="stack">
          {result.flaws.map((flaw) => (
            <FlawLine
              key={`${flaw.code}|${flaw.chain ?? ''}|${flaw.sequence ?? ''}|${flaw.checkpoint ?? ''}|${flaw.name ?? ''}`}
              flaw={flaw}
            />
          ))}
        </ol>
      )}
      {result.head === null ? null : (
        <div className="stack stack-tight">
          <p>{t('verify.keep')}</p>
          <CopyableId value={result.head} />
        </div>
      )}
    </>
  );
};

/** Proving that nobody changed the record; and that a person's receipt is ours. */
export const Verify = () => {
  const { t } = useTexts('audit');
  const { count } = useFormats();
  const [expectedHead, setExpectedHead] = useState('');
  const change = useChange(['/audit']);
  const errors = useFieldErrors(change.refusal, { invalid_format: t('verify.noHead') });
  const work = useWork<Verification>('/audit/verification', ({ state }) => state === 'running');
  const summary = useRead<Summary>('/audit/summary');
  const state = work.loaded?.value.state;
  const start = () =>
    change.send({
      path: '/audit/verification',
      body: { ...(expectedHead.trim() !== '' && { expectedHead: expectedHead.trim() }) },
    });
  return (
    <Page
      guide="audit"
      title={t('verify.title')}
      sentence={t('verify.sentence')}
      back={<PageLink to="/audit">{t('title')}</PageLink>}
      help={
        <>
          <p>{t('help.verify')}</p>
          <p>{t('help.head')}</p>
        </>
      }
    >
      <Panel title={t('verify.panel')}>
        <TextField
          isCode
          label={t('verify.head')}
          hint={t('verify.headHint')}
          value={expectedHead}
          onChange={setExpectedHead}
          error={errors('expectedHead')}
        />
        {change.refusal !== null && change.refusal.fields.length === 0 ? (
          <RefusalNotice
            refusal={change.refusal}
            reasons={{ verificationRunning: t('reasons.verificationRunning') }}
          />
        ) : null}
        <div className="row">
          <Button kind="primary" busy={change.busy || state === 'running'} onPress={() => void start()}>
            {t('verify.start')}
          </Button>
        </div>
        <WithData read={work} lines={2}>
          {(value) =>
            value.state === 'running' ? (
              <Progress label={t('verify.running')} done={value.done} total={value.total} />
            ) : value.state === 'failed' ? (
              <Notice kind="warning" title={t('verify.failed')} />
            ) : (
              <Result work={value} />
            )
          }
        </WithData>
      </Panel>
      <Panel title={t('checkpoints.title')} sentence={t('checkpoints.sentence')}>
        <WithData read={summary} lines={4}>
          {(value) => (
            <>
              <Facts
                facts={[{ label: t('checkpoints.key'), value: <CopyableId value={value.publicKey} /> }]}
              />
              <DataTable<Summary['checkpoints'][number]>
                label={t('checkpoints.title')}
                items={value.checkpoints}
                idOf={({ sequence }) => String(sequence)}
                nameOf={({ sequence }) => String(sequence + 1)}
                empty={<EmptyState title={t('checkpoints.none')} />}
                columns={[
                  {
                    id: 'number',
                    title: t('checkpoints.number'),
                    cell: ({ sequence }) => count(sequence + 1),
                  },
                  { id: 'made', title: t('checkpoints.made'), cell: ({ at }) => <Time at={at} /> },
                  {
                    id: 'chains',
                    title: t('checkpoints.chains'),
                    isNumber: true,
                    cell: ({ chains }) => count(chains),
                  },
                  {
                    id: 'hash',
                    title: t('checkpoints.hash'),
                    cell: ({ hash }) => (
                      <code dir="ltr" className="anywhere small">
                        {hash}
                      </code>
                    ),
                  },
                ]}
              />
            </>
          )}
        </WithData>
      </Panel>
      <ReceiptCheck />
    </Page>
  );
};
