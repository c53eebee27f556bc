import { useTranslation } from '../language/index.ts';
import { useOrganisation } from './organisation.ts';

/** How to reach a human, and the case number to read to them. */
export const HelpDesk = (props: { readonly caseNumber?: string | undefined }) => {
  const { t } = useTranslation();
  const { helpDesk } = useOrganisation();
  return (
    <dl className="contacts">
      {props.caseNumber ? (
        <>
          <dt>{t('help.caseNumber')}</dt>
          <dd className="case-number">
            <bdi>{props.caseNumber}</bdi>
          </dd>
        </>
      ) : null}
      {helpDesk.phone !== '' ? (
        <>
          <dt>{t('help.phone')}</dt>
          <dd>
            <a href={`tel:${helpDesk.phone.replaceAll(/[^+\d]/g, '')}`}>
              <bdi dir="ltr">{helpDesk.phone}</bdi>
            </a>
          </dd>
        </>
      ) : null}
      {helpDesk.email !== '' ? (
        <>
          <dt>{t('help.email')}</dt>
          <dd>
            <a href={`mailto:${helpDesk.email}`}>
              <bdi dir="ltr">{helpDesk.email}</bdi>
            </a>
          </dd>
        </>
      ) : null}
    </dl>
  );
};
