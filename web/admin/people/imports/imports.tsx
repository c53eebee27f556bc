import { useRef, useState } from 'react';
import { useChange, usePages } from '../../api/index.ts';
import { Page, PageLink, useAskBeforeLeaving, useGo } from '../../frame/index.ts';
import { useTexts } from '../../language/index.ts';
import { useHasRole } from '../../session/index.ts';
import {
  Badge,
  Button,
  ConfirmDialog,
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
  const [sent, setSent] = useState(0);
  const underWay = useRef<AbortController | null>(null);
  const leaving = useAskBeforeLeaving(() => underWay.current !== null);
  const upload = async () => {
    if (file === null) return;
    const controller = new AbortController();
    underWay.current = controller;
    setSent(0);
    const sending = change.send<ImportView>({
      path: '/people-imports',
      // Some systems call a CSV file a spreadsheet; the server reads what is in it.
      body: file.slice(0, file.size, 'text/csv'),
      fileName: file.name,
      signal: controller.signal,
      onSent: setSent,
    });
    // Left: there is nobody to tell.
    const answer = await sending.catch(() => null);
    underWay.current = null;
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
      {change.busy && file !== null ? (
        <Progress
          label={t('imports.uploading')}
          // Of the sending, a file's frame included.
          done={Math.min(Math.ceil(sent / 1000), Math.ceil(file.size / 1000))}
          total={Math.ceil(file.size / 1000)}
        />
      ) : null}
      <RefusalNotice refusal={change.refusal} reasons={reasons.refusals} />
      <div className="row">
        <Button kind="primary" busy={change.busy} isDisabled={file === null} onPress={() => void upload()}>
          {t('imports.upload')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('imports.leaveTitle')}
        action={t('imports.leave')}
        stay={t('imports.stay')}
        isOpen={leaving.isAsked}
        onClose={leaving.stay}
        onConfirm={() => {
          underWay.current?.abort();
          leaving.leave();
        }}
        isDangerous
      >
        <p>{t('imports.leaveText')}</p>
      </ConfirmDialog>
    </Panel>
  );
};
