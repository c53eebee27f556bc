import { useRead } from '../../api/index.ts';
import { useTexts } from '../../language/index.ts';
import { Checkbox, ChoiceCards, Facts, TextArea, TextField, type WizardStep } from '../../ui/index.ts';
import type { Acceptance, AnchorLine, Mode, ProviderLine, Surroundings } from '../answers.ts';
import { Said } from '../said.tsx';
import type { KeptDraft } from '../to-draft.ts';
import { useNames } from '../use-names.ts';
import { type ProfileField, useProfileWords } from '../use-profile-words.ts';
import { People } from './people.tsx';
import { Providers } from './providers.tsx';
import { guardOfSecondDevice, isWaitingTime } from './second-device.tsx';
import { Validation } from './validation.tsx';

/** The steps of behaviour.md 2.3; the sixth, the review, is the wizard's own. */
export const useSteps = (about: {
  /** Null: not made yet. */
  readonly id: string | null;
  readonly mode: Mode;
  /** Of the profile as it is stored, and for whom. */
  readonly accepted: (Acceptance & { readonly provider: string }) | null;
}): readonly WizardStep<KeptDraft>[] => {
  const { t } = useTexts('profiles');
  const words = useProfileWords(useNames());
  const providers = useRead<{ items: readonly ProviderLine[] }>('/providers').loaded?.value.items ?? [];
  const anchors = useRead<{ items: readonly AnchorLine[] }>('/trust-anchors').loaded?.value.items ?? [];
  const surroundings = useRead<Surroundings>('/profile-surroundings').loaded;
  const summary =
    (...fields: readonly ProfileField[]) =>
    (value: KeptDraft) => (
      <Facts
        facts={fields.map((field) => ({
          label: words.name(field),
          value: <Said words={words} field={field} profile={value} />,
        }))}
      />
    );
  return [
    {
      ...{ id: 'details', title: t('step.details'), sentence: t('step.detailsSentence') },
      fields: ['name', 'description', 'enabled'],
      problems: ({ name }) => (name.trim() === '' ? { name: t('problem.name') } : {}),
      summary: summary('name', 'description', 'enabled'),
      ask: ({ value, change }, wrong) => (
        <>
          <TextField
            label={t('field.name')}
            hint={t('details.nameHint')}
            value={value.name}
            onChange={(name) => change({ name })}
            maxLength={100}
            error={wrong('name')}
          />
          <TextArea
            label={t('field.description')}
            hint={t('details.descriptionHint')}
            isOptional
            rows={2}
            value={value.description}
            onChange={(description) => change({ description: description.slice(0, 1_000) })}
            error={wrong('description')}
          />
          <Checkbox
            isSelected={value.enabled}
            onChange={(enabled) => change({ enabled })}
            detail={t('details.enabledHint')}
          >
            {t('field.enabled')}
          </Checkbox>
        </>
      ),
    },
    {
      ...{ id: 'mode', title: t('step.mode'), sentence: t('step.modeSentence'), fields: ['mode'] },
      summary: () => <p>{t(`mode.name.${about.mode}`)}</p>,
      ask: () => (
        <>
          <ChoiceCards<Mode>
            label={t('step.mode')}
            isLabelUnseen
            hint={about.mode === 'production' ? t('mode.hintProduction') : t('mode.hint')}
            value={about.mode}
            onChange={() => {}}
            options={(['evaluation', 'production'] as const).map((id) => ({
              id,
              label: t(`mode.name.${id}`),
              detail: t(`mode.consequence.${id}`),
              isDisabled: id !== about.mode,
            }))}
          />
          <h3>{t('mode.needsTitle')}</h3>
          <ol>
            {(['rehearsal', 'gate', 'second', 'name'] as const).map((need) => (
              <li key={need}>{t(`mode.needs.${need}`)}</li>
            ))}
          </ol>
          <p className="quiet">{t('mode.back')}</p>
        </>
      ),
    },
    {
      ...{ id: 'people', title: t('step.people'), sentence: t('step.peopleSentence') },
      fields: ['includeGroups'],
      summary: summary('includeGroups'),
      ask: (draft, wrong) => (
        <People id={about.id} draft={draft} surroundings={surroundings} error={wrong('includeGroups')} />
      ),
    },
    {
      ...{ id: 'providers', title: t('step.providers'), sentence: t('step.providersSentence') },
      fields: ['providersByCountry'],
      problems: ({ providersByCountry }) =>
        Object.fromEntries(
          Object.entries(providersByCountry)
            .filter(([, ids]) => ids.length === 0)
            .map(([code]) => [`providersByCountry.${code}`, t('problem.provider')]),
        ),
      summary: summary('providersByCountry'),
      ask: (draft, wrong) => <Providers draft={draft} providers={providers} wrong={wrong} />,
    },
    {
      ...{ id: 'validation', title: t('step.validation'), sentence: t('step.validationSentence') },
      fields: [
        ...['claimBindings', 'faceCheck', 'acceptedCredentials', 'maximumCredentialAgeHours'],
        ...['walletFirst', 'crossDevice', 'crossDeviceWaitHours'],
      ],
      problems: (value) => ({
        ...(value.acceptedCredentials.length === 0 && { acceptedCredentials: t('problem.credential') }),
        ...(value.acceptedCredentials.some(({ anchorIds }) => anchorIds.length === 0) && {
          acceptedCredentials: t('problem.issuer'),
        }),
        ...(!(value.faceCheck.threshold >= 50 && value.faceCheck.threshold <= 100) && {
          'faceCheck.threshold': t('problem.threshold'),
        }),
        ...(!(value.maximumCredentialAgeHours.provider > 0) && {
          'maximumCredentialAgeHours.provider': t('problem.age'),
        }),
        ...(!(value.maximumCredentialAgeHours.walletFirst > 0) && {
          'maximumCredentialAgeHours.walletFirst': t('problem.age'),
        }),
        ...(!isWaitingTime(value.crossDeviceWaitHours) && { crossDeviceWaitHours: t('problem.waiting') }),
        ...(value.crossDevice &&
          surroundings !== null &&
          guardOfSecondDevice(value, surroundings.value) === null && {
            crossDevice: t('problem.unguarded'),
          }),
      }),
      summary: summary(
        ...(['claimBindings', 'acceptedCredentials', 'faceCheck', 'maximumCredentialAgeHours'] as const),
        ...(['walletFirst', 'crossDevice', 'crossDeviceWaitHours'] as const),
      ),
      ask: (draft, wrong) => (
        <Validation
          draft={draft}
          wrong={wrong}
          anchors={anchors}
          providers={providers}
          surroundings={surroundings?.value ?? null}
          accepted={about.accepted}
        />
      ),
    },
  ];
};
