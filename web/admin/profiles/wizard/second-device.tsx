import { useTexts } from '../../language/index.ts';
import { Checkbox, type Draft, Notice, NumberField } from '../../ui/index.ts';
import type { ProfileDraft, Surroundings } from '../answers.ts';
import type { KeptDraft } from '../to-draft.ts';

/** As the server judges it (D25). */
const waiting = { least: 12, most: 72 } as const;

export const isWaitingTime = (hours: number): boolean =>
  hours === 0 || (Number.isInteger(hours) && hours >= waiting.least && hours <= waiting.most);

/** Null: nothing does. */
export const guardOfSecondDevice = (
  draft: Pick<ProfileDraft, 'crossDeviceWaitHours' | 'faceCheck'>,
  about: Pick<Surroundings, 'faceChecks' | 'example'>,
) => {
  if (about.faceChecks.find(({ id }) => id === draft.faceCheck.provider)?.certified) return 'byFaceCheck';
  if (draft.crossDeviceWaitHours >= waiting.least) return 'byWaiting';
  return about.example ? 'byExample' : null;
};

/** The second device, and what guards it: without anything it cannot be switched on, and the page says why and what would help. */
export const SecondDevice = (props: {
  readonly draft: Draft<KeptDraft>;
  readonly wrong: (field: string) => string | undefined;
  readonly surroundings: Surroundings | null;
}) => {
  const { t } = useTexts('profiles');
  const { value, change } = props.draft;
  const { surroundings } = props;
  const guard = surroundings === null ? null : guardOfSecondDevice(value, surroundings);
  const wrong = props.wrong('crossDevice');
  return (
    <>
      <Checkbox
        isSelected={value.crossDevice}
        // What is on can always be switched off.
        isDisabled={guard === null && !value.crossDevice}
        onChange={(crossDevice) => change({ crossDevice })}
        detail={t('crossDevice.hint')}
      >
        {t('field.crossDevice')}
      </Checkbox>
      {surroundings === null ? null : guard === null ? (
        <Notice kind="warning">{wrong ?? t('crossDevice.why')}</Notice>
      ) : value.crossDevice ? (
        <Notice kind={guard === 'byExample' ? 'warning' : 'info'}>{t(`crossDevice.${guard}`)}</Notice>
      ) : null}
      <NumberField
        label={t('crossDevice.wait')}
        hint={t('crossDevice.waitHint')}
        min={0}
        max={waiting.most}
        step={1}
        unit={t('crossDevice.hours')}
        value={value.crossDeviceWaitHours}
        onChange={(crossDeviceWaitHours) => change({ crossDeviceWaitHours })}
        error={props.wrong('crossDeviceWaitHours')}
      />
    </>
  );
};
