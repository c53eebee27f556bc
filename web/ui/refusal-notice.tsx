import type { Refusal } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** What a refusal says, in words of the catalogue; one that these pages do not know is told as "unknown". */
export const useRefusalText = () => {
  const { t, i18n } = useTranslation();
  return ({ error }: Refusal): string => {
    const key = `errors.${error}`;
    return i18n.exists(key) ? t(key as 'errors.unknown') : t('errors.unknown');
  };
};

/** What went wrong, for the page as a whole. What one field is to blame for stands at that field. */
export const RefusalNotice = (props: {
  readonly refusal: Refusal | null;
  readonly onRetry?: (() => void) | undefined;
}) => {
  const { t } = useTranslation();
  const textOf = useRefusalText();
  if (props.refusal === null) return null;
  const { caseNumber, status } = props.refusal;
  return (
    <Notice kind="wrong" announce="alert">
      <p>{textOf(props.refusal)}</p>
      {caseNumber ? (
        <p>
          {t('help.caseNumber')}: <bdi className="mono nowrap">{caseNumber}</bdi>
        </p>
      ) : null}
      {props.onRetry && (status === 0 || status >= 500) ? (
        <Button onPress={props.onRetry}>{t('errors.retry')}</Button>
      ) : null}
    </Notice>
  );
};
