import { useState } from 'react';
import { useChange, usePages } from '../../api/index.ts';
import { Page, PageLink, useGo } from '../../frame/index.ts';
import { useTexts } from '../../language/index.ts';
import { useHasRole } from '../../session/index.ts';
import {
  Badge,
  Button,
  DataTable,
  EmptyState,
  ErrorState,
  FileDrop,
  Panel,
  Progress,
  RefusalNotice,
  Time,
} from '../../ui/index.ts';
import { useReasons } from '../use-reasons.ts';
import { type ImportView, isRunning } from './answers.ts';

const largest = 1024 ** 3;

/** Lists that were imported, and a new one. */
export const Imports = () => {
  const { t } = useTexts('people');
  const mayChange = useHasRole('Recovery Administrator');
  const imports = usePages<ImportView>('/people-imports');
  return (
    <Page
      guide="people"
      title={t('imports.title')}
      sentence={t('imports.sentence')}
      back={<PageLink to="/people">{t('title')}</PageLink>}
      help={
        <>
          <p>{t('imports.helpFile')}</p>
          <p>{t('imports.helpSteps')}</p>
        </>
      }
    >
      {mayChange ? <Upload /> : null}
      <Panel title={t('imports.earlier')}>
        {imports.refusal === null ? null : <ErrorState refusal={imports.refusal} onAgain={imports.again} />}
        <DataTable<ImportView>
          label={t('imports.earlier')}
          items={imports.items}
          idOf={({ id }) => id}
          nameOf={({ fileName }) => fileName}
          columns={[
            {
              id: 'file',
              title: t('imports.file'),
              cell: ({ id, fileName }) => (
                <PageLink to={`/people/imports/${id}`}>
                  <bdi>{fileName || t('imports.noName')}</bdi>
                </PageLink>
              ),
            },
            { id: 'state', title: t('list.state'), cell: (made) => <ImportBadge made={made} /> },
            { id: 'when', title: t('imports.when'), cell: ({ createdAt }) => <Time at={createdAt} /> },
          ]}
          more={imports}
          empty={<EmptyState title={t('imports.none')}>{t('imports.noneText')}</EmptyState>}
        />
      </Panel>
    </Page>
  );
};

export const ImportBadge = (props: { readonly made: ImportView }) => {
  const { t } = useTexts('people');
  const { state } = props.made;
  const tone = state === 'broken' ? 'bad' : isRunning(props.made) ? 'caution' : 'neutral';
  return <Badge tone={state === 'applied' ? 'good' : tone}>{t(`imports.state.${state}`)}</Badge>;
};

const Upload = () => {
  const { t } = useTexts('people');
  const go = useGo();
  const reasons = useReasons();
  const change = useChange(['/people-imports']);
  const [file, setFile] = useState<File | null>(null);
  const upload = async () => {
    if (file === null) return;
    const answer = await change.send<ImportView>({
      path: '/people-imports',
      // Some systems call a CSV file a spreadsheet; the server reads what is in it.
      body: file.slice(0, file.size, 'text/csv'),
      fileName: file.name,
    });
    if (answer?.kind === 'done') go(`/people/imports/${answer.value.id}`);
  };
  return (
    <Panel title={t('imports.new')} sentence={t('imports.newSentence')}>
      <FileDrop
        label={t('imports.drop')}
        hint={t('imports.dropHint')}
        endings={['.csv', '.txt', '.tsv']}
        maxBytes={largest}
        file={file}
        onFile={setFile}
      />
      {change.busy ? <Progress label={t('imports.uploading')} done={0} total={null} /> : null}
      <RefusalNotice refusal={change.refusal} reasons={reasons.refusals} />
      <div className="row">
        <Button kind="primary" busy={change.busy} isDisabled={file === null} onPress={() => void upload()}>
          {t('imports.upload')}
        </Button>
      </div>
    </Panel>
  );
};
