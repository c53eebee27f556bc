import { useState } from 'react';
import { type Loaded, useChange, useRead } from '../api/index.ts';
import { Page, PageLink, usePathParam } from '../frame/index.ts';
import { useFormats, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  ApprovalNotice,
  Badge,
  Button,
  ConfirmDialog,
  Facts,
  ModeBadge,
  Notice,
  Panel,
  RefusalNotice,
  toast,
  WithData,
} from '../ui/index.ts';
import type { Gate, Mode, ProfileView } from './answers.ts';
import { GateLines } from './gate-lines.tsx';
import { Said } from './said.tsx';
import { toDraft } from './to-draft.ts';
import { useNames } from './use-names.ts';
import { profileFields, useProfileWords } from './use-profile-words.ts';

/** One profile: what it says, and how it stands with the gate. */
export const ProfilePage = () => {
  const { t } = useTexts('profiles');
  const id = usePathParam('profileId');
  const mayChange = useHasRole('Recovery Administrator');
  const read = useRead<ProfileView>(`/profiles/${id}`);
  const profile = read.loaded?.value;
  return (
    <Page
      guide="profiles"
      title={profile?.name ?? t('one.title')}
      {...(profile?.description ? { sentence: <bdi>{profile.description}</bdi> } : {})}
      back={<PageLink to="/profiles">{t('title')}</PageLink>}
      actions={
        <>
          <PageLink to={`/profiles/${id}/history`} kind="secondary">
            {t('history.title')}
          </PageLink>
          {mayChange ? (
            <PageLink to={`/profiles/${id}/edit`} kind="primary">
              {t('action.edit')}
            </PageLink>
          ) : null}
        </>
      }
      help={<p>{t('help.mode')}</p>}
    >
      <WithData read={read} lines={10}>
        {(value, loaded) => (
          <>
            <ModePanel loaded={loaded} mayChange={mayChange} />
            <Settings profile={value} />
          </>
        )}
      </WithData>
    </Page>
  );
};

const Settings = (props: { readonly profile: ProfileView }) => {
  const { t } = useTexts('profiles');
  const words = useProfileWords(useNames());
  const draft = toDraft(props.profile, '');
  const accepted = props.profile.faceCheck.acceptedWithoutLiveness;
  return (
    <Panel title={t('one.settings')}>
      <Facts
        facts={profileFields
          .filter((field) => field !== 'name' && field !== 'description')
          .map((field) => ({
            label: words.name(field),
            value: (
              <span className="named named-wide">
                <Said words={words} field={field} profile={draft} />
                {field === 'faceCheck' && accepted !== null ? (
                  <AcceptedBy by={accepted.displayName || accepted.by} at={accepted.at} />
                ) : null}
              </span>
            ),
          }))}
      />
    </Panel>
  );
};

export const AcceptedBy = (props: { readonly by: string; readonly at: string }) => {
  const { t } = useTexts('profiles');
  const { day } = useFormats();
  return (
    <span className="quiet small">
      {t('face.acceptedBy', { name: props.by, day: day(props.at.slice(0, 10)) })}
    </span>
  );
};

const ModePanel = (props: { readonly loaded: Loaded<ProfileView>; readonly mayChange: boolean }) => {
  const { t } = useTexts('profiles');
  const profile = props.loaded.value;
  const [asked, setAsked] = useState<Mode | null>(null);
  const [refusedBy, setRefusedBy] = useState<Gate | null>(null);
  const change = useChange(['/profiles', '/home', '/approvals']);
  const gate = useRead<Gate>(`/profiles/${profile.id}/gate`);
  const other: Mode = profile.mode === 'evaluation' ? 'production' : 'evaluation';
  // What is pressed next: mend what is missing, or switch.
  const isOpen = gate.loaded?.value.open ?? false;
  const switchTo = async (mode: Mode) => {
    const answer = await change.send<{ refusedBy: Gate | null }>({
      ...{ path: `/profiles/${profile.id}/mode`, body: { mode, typedName: profile.name } },
      ifMatch: props.loaded.etag ?? undefined,
    });
    if (answer?.kind === 'waits') setAsked(null);
    if (answer?.kind !== 'done') return;
    setAsked(null);
    setRefusedBy(answer.value.refusedBy);
    if (answer.value.refusedBy === null) toast(t(`mode.done.${mode}`, { name: profile.name }));
  };
  return (
    <Panel
      title={t('mode.title')}
      sentence={t(`mode.sentence.${profile.mode}`)}
      actions={
        props.mayChange ? (
          <Button
            kind={other === 'production' && isOpen ? 'primary' : 'secondary'}
            onPress={() => setAsked(other)}
          >
            {t(`mode.to.${other}`)}
          </Button>
        ) : null
      }
    >
      <p className="row">
        <ModeBadge mode={profile.mode} />
        {profile.enabled ? null : <Badge tone="neutral">{t('say.off')}</Badge>}
      </p>
      <ApprovalNotice waitsFor={change.waitsFor} />
      {asked === null ? (
        <RefusalNotice refusal={change.refusal} reasons={{ approvalPending: t('mode.pending') }} />
      ) : null}
      {refusedBy === null ? null : (
        <Notice kind="danger" announce="alert" title={t('mode.refused')}>
          {t('mode.refusedText')}
        </Notice>
      )}
      <h3>{t('gate.title')}</h3>
      <WithData read={gate} lines={8}>
        {(value) => <GateLines gate={value} profileId={profile.id} />}
      </WithData>
      {asked === null ? null : (
        <ConfirmDialog
          title={t(`mode.confirm.${asked}`, { name: profile.name })}
          action={t(`mode.to.${asked}`)}
          isOpen
          typedName={profile.name}
          change={change}
          reasons={{ approvalPending: t('mode.pending') }}
          onClose={() => setAsked(null)}
          onConfirm={() => void switchTo(asked)}
        >
          <p>{t(`mode.consequence.${asked}`)}</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
};
