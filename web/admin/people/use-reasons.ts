import { useMemo } from 'react';
import { useTexts } from '../language/index.ts';

const refusals = [
  ...([
    'yourself',
    'lastAdministrator',
    'accountDisabled',
    'noMail',
    'sentOftenEnough',
    'tooManyToday',
  ] as const),
  ...(['approvalPending', 'nobody', 'listTooLong', 'fileEmpty', 'fileTooLarge', 'fileMissing'] as const),
  ...(['fileGone', 'nothingToImport'] as const),
] as const;

const fields = [
  ...(['required', 'tooLong', 'tooMany', 'controlCharacters', 'hiddenCharacters', 'whitespace'] as const),
  ...(['notADate', 'tooLongAgo', 'notACountry', 'notAMail', 'taken', 'twiceInFile', 'privileged'] as const),
  ...(['accountNameMissing', 'twice', 'nothingElse', 'otherKind', 'leavesExclusion'] as const),
] as const;
export type FieldCode = (typeof fields)[number];

/** The section's sentences for why something cannot be done, and for what is wrong with a field or a line. */
export const useReasons = () => {
  const { t } = useTexts('people');
  return useMemo(
    () => ({
      /** Beyond what the frame says of any field. */
      ofForms: { taken: t('fieldCode.taken'), notAMail: t('fieldCode.notAMail') },
      refusals: Object.fromEntries(refusals.map((reason) => [reason, t(`reason.${reason}`)])),
      fields: Object.fromEntries(fields.map((code) => [code, t(`fieldCode.${code}`)])) as Record<
        string,
        string
      >,
    }),
    [t],
  );
};
