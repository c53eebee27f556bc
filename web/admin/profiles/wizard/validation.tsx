import { useTexts } from '../../language/index.ts';
import { Checkbox, Disclosure, type Draft, NumberField } from '../../ui/index.ts';
import type { Acceptance, AnchorLine, ProviderLine, Surroundings } from '../answers.ts';
import type { KeptDraft } from '../to-draft.ts';
import { useNames } from '../use-names.ts';
import { useProfileWords } from '../use-profile-words.ts';
import { Bindings } from './bindings.tsx';
import { Credentials } from './credentials.tsx';
import { FaceCheckPart } from './face-check.tsx';
import { SecondDevice } from './second-device.tsx';
import { TryIt } from './try-it.tsx';

const fieldsOfCredentials = [
  'acceptedCredentials',
  'maximumCredentialAgeHours.provider',
  'maximumCredentialAgeHours.walletFirst',
] as const;

/** What must match, which proof is taken, and how sure the face check has to be. */
export const Validation = (props: {
  readonly draft: Draft<KeptDraft>;
  readonly wrong: (field: string) => string | undefined;
  readonly anchors: readonly AnchorLine[];
  readonly providers: readonly ProviderLine[];
  readonly surroundings: Surroundings | null;
  readonly accepted: (Acceptance & { readonly provider: string }) | null;
}) => {
  const { t } = useTexts('profiles');
  const words = useProfileWords(useNames());
  const { wrong } = props;
  const { value, change } = props.draft;
  const { maximumCredentialAgeHours: ages } = value;
  return (
    <>
      <Disclosure title={t('bindings.title')} says={words.say('claimBindings', value)} isOpenFirst>
        <p>{t('bindings.sentence')}</p>
        <Bindings bindings={value.claimBindings} onChange={(claimBindings) => change({ claimBindings })} />
        <TryIt bindings={value.claimBindings} />
      </Disclosure>
      <Disclosure
        title={t('face.title')}
        says={words.say('faceCheck', value)}
        // The engine has no certified liveness, and nobody has said yet that it is taken all the same: that is to be decided.
        isOpenFirst={!value.faceCheck.acceptWithoutLiveness}
        isWrong={wrong('faceCheck.threshold') !== undefined}
      >
        <FaceCheckPart
          draft={props.draft}
          wrong={props.wrong}
          surroundings={props.surroundings}
          accepted={props.accepted}
        />
      </Disclosure>
      <Disclosure
        title={t('credentials.title')}
        says={words.say('acceptedCredentials', value)}
        isOpenFirst={value.acceptedCredentials.length === 0}
        isWrong={fieldsOfCredentials.some((field) => wrong(field) !== undefined)}
      >
        <p>{t('credentials.sentence')}</p>
        <Credentials
          chosen={value.acceptedCredentials}
          anchors={props.anchors}
          providers={props.providers}
          error={props.wrong('acceptedCredentials')}
          onChange={(acceptedCredentials) => change({ acceptedCredentials })}
        />
        <NumberField
          label={t('ages.provider')}
          hint={t('ages.providerHint')}
          min={1}
          unit={t('ages.hours')}
          value={ages.provider}
          onChange={(provider) => change({ maximumCredentialAgeHours: { ...ages, provider } })}
          error={props.wrong('maximumCredentialAgeHours.provider')}
        />
        <Checkbox
          isSelected={value.walletFirst}
          onChange={(walletFirst) => change({ walletFirst })}
          detail={t('walletFirst.hint')}
        >
          {t('field.walletFirst')}
        </Checkbox>
        {value.walletFirst ? (
          <NumberField
            label={t('ages.walletFirst')}
            hint={t('ages.walletFirstHint')}
            min={1}
            unit={t('ages.days')}
            value={ages.walletFirst / 24}
            onChange={(days) => change({ maximumCredentialAgeHours: { ...ages, walletFirst: days * 24 } })}
            error={props.wrong('maximumCredentialAgeHours.walletFirst')}
          />
        ) : null}
      </Disclosure>
      <Disclosure
        title={words.name('crossDevice')}
        says={words.say('crossDevice', value)}
        isWrong={['crossDevice', 'crossDeviceWaitHours'].some((field) => wrong(field) !== undefined)}
      >
        <SecondDevice draft={props.draft} wrong={props.wrong} surroundings={props.surroundings} />
      </Disclosure>
    </>
  );
};
