import { useState } from 'react';
import { type Loaded, type Read, useChange, useRead } from '../api/index.ts';
import { Page, PageLink, useGo, usePathParam } from '../frame/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  ApprovalNotice,
  Button,
  ConflictDialog,
  EmptyState,
  Notice,
  toast,
  useDraft,
  useFieldErrors,
  WithData,
  Wizard,
} from '../ui/index.ts';
import type { AnchorLine, ProfileView, ProviderLine } from './answers.ts';
import { newDraft, toBody, toDraft } from './to-draft.ts';
import { useNames } from './use-names.ts';
import { differences, useProfileWords } from './use-profile-words.ts';
import { ReviewNotes } from './wizard/review-notes.tsx';
import { useSteps } from './wizard/use-steps.tsx';

export const NewProfile = () => {
  const { t } = useTexts('profiles');
  const providers = useRead<{ items: readonly ProviderLine[] }>('/providers');
  const anchors = useRead<{ items: readonly AnchorLine[] }>('/trust-anchors');
  return (
    <WizardPage title={t('new.title')} back="/profiles" backTitle={t('title')}>
      <WithData read={providers} lines={10}>
        {({ items }) => (
          <WithData read={anchors} lines={10}>
            {(known) => <NewForm providers={items} anchors={known.items} />}
          </WithData>
        )}
      </WithData>
    </WizardPage>
  );
};

export const EditProfile = () => {
  const { t } = useTexts('profiles');
  const id = usePathParam('profileId');
  const read = useRead<ProfileView>(`/profiles/${id}`);
  return (
    <WizardPage
      title={read.loaded === null ? t('edit.title') : t('edit.titleOf', { name: read.loaded.value.name })}
      back={`/profiles/${id}`}
      backTitle={t('one.title')}
    >
      <WithData read={read} lines={10}>
        {(_value, loaded) => <EditForm loaded={loaded} read={read} />}
      </WithData>
    </WizardPage>
  );
};

const WizardPage = (props: {
  readonly title: string;
  readonly back: string;
  readonly backTitle: string;
  readonly children: React.ReactNode;
}) => {
  const { t } = useTexts('profiles');
  const mayChange = useHasRole('Recovery Administrator');
  return (
    <Page
      guide="profiles"
      title={props.title}
      back={<PageLink to={props.back}>{props.backTitle}</PageLink>}
      help={
        <>
          <p>{t('help.wizard')}</p>
          <p>{t('help.mode')}</p>
        </>
      }
    >
      {mayChange ? props.children : <EmptyState title={t('edit.notYours')} />}
    </Page>
  );
};

const NewForm = (props: {
  readonly providers: readonly ProviderLine[];
  readonly anchors: readonly AnchorLine[];
}) => {
  const { t } = useTexts('profiles');
  const go = useGo();
  const draft = useDraft('profile.new', newDraft(props.providers, props.anchors), 'browser');
  const change = useChange(['/profiles', '/home', '/groups']);
  const errors = useFieldErrors(change.refusal, { taken: t('problem.nameTaken') });
  const steps = useSteps({ id: null, mode: 'evaluation', accepted: null });
  const create = async () => {
    const answer = await change.send<ProfileView>({ path: '/profiles', body: toBody(draft.value) });
    if (answer?.kind !== 'done') return;
    draft.drop();
    toast(t('new.done', { name: answer.value.name }));
    go(`/profiles/${answer.value.id}`);
  };
  return (
    <>
      <KeptNotice isChanged={draft.isChanged} onDiscard={draft.drop} />
      <Wizard
        label={t('new.title')}
        steps={steps}
        draft={draft}
        review={<ReviewNotes id={null} draft={draft.value} />}
        finish={t('new.finish')}
        onFinish={() => void create()}
        busy={change.busy}
        refusal={change.refusal}
        fieldErrors={errors}
      />
    </>
  );
};

const EditForm = (props: { readonly loaded: Loaded<ProfileView>; readonly read: Read<ProfileView> }) => {
  const { t } = useTexts('profiles');
  const go = useGo();
  const profile = props.loaded.value;
  const stored = toDraft(profile, props.loaded.etag ?? '');
  const draft = useDraft(`profile.${profile.id}`, stored, 'browser');
  const change = useChange(['/profiles', '/home', '/groups', '/approvals']);
  const errors = useFieldErrors(change.refusal, { taken: t('problem.nameTaken') });
  const words = useProfileWords(useNames());
  const { id, mode } = profile;
  const { acceptedWithoutLiveness, provider } = profile.faceCheck;
  const accepted = acceptedWithoutLiveness === null ? null : { ...acceptedWithoutLiveness, provider };
  const steps = useSteps({ id, mode, accepted });
  // Also a draft that was kept since yesterday: it says before the last page that somebody else has saved.
  const isConflict = draft.isChanged && draft.value.etag !== stored.etag;
  // To close the question is no answer to it: it comes again with the next attempt to save, which the server refuses until then.
  const [isPutOff, setPutOff] = useState(false);
  const save = async () => {
    const answer = await change.send<{ profile: ProfileView; missing: readonly unknown[] }>({
      ...{ method: 'PUT', path: `/profiles/${id}`, body: toBody(draft.value), ifMatch: draft.value.etag },
    });
    if (answer?.kind === 'refused') setPutOff(false);
    if (answer?.kind === 'waits') draft.drop();
    if (answer?.kind !== 'done') return;
    draft.drop();
    toast(t(answer.value.missing.length > 0 ? 'edit.doneBack' : 'edit.done', { name: profile.name }));
    go(`/profiles/${id}`);
  };
  const differing = differences(draft.value, stored);
  return (
    <>
      <ApprovalNotice waitsFor={change.waitsFor} />
      <KeptNotice isChanged={draft.isChanged && differing.length > 0} onDiscard={draft.drop} />
      <Wizard
        label={t('edit.title')}
        steps={steps}
        draft={draft}
        review={<ReviewNotes id={id} draft={draft.value} />}
        finish={t('edit.finish')}
        onFinish={() => void save()}
        busy={change.busy}
        refusal={change.refusal?.code === 'changedMeanwhile' ? null : change.refusal}
        fieldErrors={errors}
      />
      <ConflictDialog
        isOpen={isConflict && !isPutOff && !props.read.busy}
        differences={differing.map((field) => ({
          label: words.name(field),
          theirs: words.say(field, stored),
          yours: words.say(field, draft.value),
        }))}
        onTakeTheirs={() => {
          draft.drop();
          change.forget();
        }}
        onKeepMine={() => {
          draft.change({ etag: stored.etag });
          change.forget();
        }}
        onClose={() => setPutOff(true)}
      />
    </>
  );
};

const KeptNotice = (props: { readonly isChanged: boolean; readonly onDiscard: () => void }) => {
  const { t } = useTexts('profiles');
  if (!props.isChanged) return null;
  return (
    <Notice kind="info" action={<Button onPress={props.onDiscard}>{t('edit.discard')}</Button>}>
      {t('edit.kept')}
    </Notice>
  );
};
