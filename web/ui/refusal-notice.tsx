import type { Refusal } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** What went wrong, in words of the catalogue; an error this page does not know is told as "unknown". */
export const RefusalNotice = (props: {
  readonly refusal: Refusal | null;
  readonly onRetry?: (() => void) | undefined;
}) => {
  const { t, i18n } = useTranslation();
  if (props.refusal === null) return null;
  const { error, caseNumber, status } = props.refusal;
  const key = `errors.${error}`;
  const known = i18n.exists(key);
  return (
    <Notice kind="wrong" announce="alert">
      <p>{known ? t(key as 'errors.unknown') : t('errors.unknown')}</p>
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
