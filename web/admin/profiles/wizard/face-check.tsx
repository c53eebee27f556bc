import { useFormats, useTexts } from '../../language/index.ts';
import { Checkbox, type Draft, Facts, Notice, NumberField, Select } from '../../ui/index.ts';
import type { Acceptance, FaceCheckLine, Surroundings } from '../answers.ts';
import { AcceptedBy } from '../profile.tsx';
import type { KeptDraft } from '../to-draft.ts';

const notStopped = ['still', 'relay', 'untried'] as const;

export const faceCheckOf = (
  { faceCheck }: Pick<KeptDraft, 'faceCheck'>,
  { faceChecks }: Pick<Surroundings, 'faceChecks'>,
): FaceCheckLine | undefined => faceChecks.find(({ id }) => id === faceCheck.provider);

/** Who does the face check, what proves it, how sure it must be, and what it does not stop. */
export const FaceCheckPart = (props: {
  readonly draft: Draft<KeptDraft>;
  readonly wrong: (field: string) => string | undefined;
  readonly surroundings: Surroundings | null;
  readonly accepted: (Acceptance & { readonly provider: string }) | null;
}) => {
  const { t } = useTexts('profiles');
  const { value, change } = props.draft;
  const { faceCheck } = value;
  const nameOf = ({ id, name }: FaceCheckLine) => (id === 'built-in' ? t('face.builtIn') : name);
  const chosen = props.surroundings === null ? undefined : faceCheckOf(value, props.surroundings);
  const offered = (props.surroundings?.faceChecks ?? []).filter(
    (each) => each.enabled || each.id === faceCheck.provider,
  );
  // Numbers of another provider mean something else, and nobody has accepted it yet.
  const choose = (provider: string) => {
    const next = offered.find(({ id }) => id === provider);
    if (next === undefined || provider === faceCheck.provider) return;
    const threshold = next.recommendedThreshold;
    change({ faceCheck: { provider, threshold, acceptWithoutLiveness: false } });
  };
  return (
    <>
      <p>{t('face.sentence')}</p>
      {offered.length < 2 ? null : (
        <Select
          label={t('face.provider')}
          hint={t('face.providerHint')}
          options={offered.map((each) => ({ id: each.id, label: nameOf(each) }))}
          value={faceCheck.provider}
          onChange={choose}
          error={props.wrong('faceCheck.provider')}
        />
      )}
      {chosen === undefined ? null : (
        <About faceCheck={chosen} name={offered.length < 2 ? nameOf(chosen) : null} />
      )}
      <NumberField
        label={t('face.threshold')}
        hint={t('face.thresholdHint', { recommended: chosen?.recommendedThreshold ?? 70 })}
        min={50}
        max={100}
        step={1}
        value={faceCheck.threshold}
        onChange={(threshold) => change({ faceCheck: { ...faceCheck, threshold } })}
        error={props.wrong('faceCheck.threshold')}
      />
      {chosen !== undefined && faceCheck.threshold < chosen.recommendedThreshold ? (
        <Notice kind="warning">{t(chosen.id === 'built-in' ? 'face.low' : 'face.lowVendor')}</Notice>
      ) : null}
      {chosen === undefined ? null : chosen.certified ? (
        <p className="quiet">{t('face.certified')}</p>
      ) : (
        <>
          <Notice kind="warning" title={t('face.noLiveness')}>
            <p>{t('face.noLivenessText')}</p>
            <ul>
              {notStopped.map((each) => (
                <li key={each}>{t(`face.notStopped.${each}`)}</li>
              ))}
            </ul>
          </Notice>
          <Checkbox
            isSelected={faceCheck.acceptWithoutLiveness}
            onChange={(acceptWithoutLiveness) =>
              change({ faceCheck: { ...faceCheck, acceptWithoutLiveness } })
            }
            detail={t('face.acceptHint')}
          >
            {t('face.accept')}
          </Checkbox>
          {props.accepted?.provider === faceCheck.provider && faceCheck.acceptWithoutLiveness ? (
            <AcceptedBy by={props.accepted.displayName || props.accepted.by} at={props.accepted.at} />
          ) : null}
        </>
      )}
    </>
  );
};

const About = (props: {
  readonly faceCheck: FaceCheckLine;
  /** Null where the choice above says it. */
  readonly name: string | null;
}) => {
  const { t } = useTexts('profiles');
  const { day } = useFormats();
  const { id, presentationAttackDetection: detection, enabled } = props.faceCheck;
  return (
    <>
      {enabled ? null : (
        <Notice kind="danger">{t(id === 'built-in' ? 'face.notInstalled' : 'face.off')}</Notice>
      )}
      <Facts
        facts={[
          ...(props.name === null ? [] : [{ label: t('face.provider'), value: <bdi>{props.name}</bdi> }]),
          { label: t('face.assurance'), value: t(`face.assurances.${detection.assurance}`) },
          {
            label: t('face.evidence'),
            value:
              detection.evidence === null ? (
                t('face.noEvidence')
              ) : (
                <a href={detection.evidence.address} target="_blank" rel="noreferrer">
                  {t('face.letterOf', { day: day(detection.evidence.date) })}
                </a>
              ),
          },
        ]}
      />
    </>
  );
};
