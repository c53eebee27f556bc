import type { PhoneEnd } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Notice } from '../ui/index.ts';

/** Why the phone is out that took part a moment ago. */
export const PhoneEnded = (props: { readonly end: PhoneEnd | null }) => {
  const { t } = useTranslation();
  return props.end === null ? null : (
    <Notice kind="caution" announce="alert">
      <p>{t(`recover.phone.${props.end}`)}</p>
    </Notice>
  );
};
