import { useTexts } from '../../language/index.ts';
import { Checkbox, type Draft, NumberField, Panel } from '../../ui/index.ts';
import type { Acceptance, AnchorLine, ProviderLine, Surroundings } from '../answers.ts';
import type { KeptDraft } from '../to-draft.ts';
import { Bindings } from './bindings.tsx';
import { Credentials } from './credentials.tsx';
import { FaceCheckPart } from './face-check.tsx';
import { SecondDevice } from './second-device.tsx';
import { TryIt } from './try-it.tsx';

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
  const { value, change } = props.draft;
  const { maximumCredentialAgeHours: ages } = value;
  return (
    <>
      <Panel title={t('bindings.title')} sentence={t('bindings.sentence')}>
        <Bindings bindings={value.claimBindings} onChange={(claimBindings) => change({ claimBindings })} />
        <TryIt bindings={value.claimBindings} />
      </Panel>
      <FaceCheckPart
        draft={props.draft}
        wrong={props.wrong}
        surroundings={props.surroundings}
        accepted={props.accepted}
      />
      <Panel title={t('credentials.title')} sentence={t('credentials.sentence')}>
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
        <SecondDevice draft={props.draft} wrong={props.wrong} surroundings={props.surroundings} />
      </Panel>
    </>
  );
};
