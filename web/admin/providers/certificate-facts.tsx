import { useFormats, useTexts } from '../language/index.ts';
import { CopyableId, Facts } from '../ui/index.ts';
import type { CertificateFacts } from './answers.ts';

/** What an admin compares before believing an authority. */
export const CertificateFactList = (props: { readonly facts: CertificateFacts }) => {
  const { t } = useTexts('providers');
  const { moment } = useFormats();
  const { subject, issuer, validFrom, validUntil, fingerprint } = props.facts;
  return (
    <Facts
      facts={[
        { label: t('anchors.form.subject'), value: <bdi>{subject}</bdi> },
        { label: t('anchors.form.issuer'), value: <bdi>{issuer}</bdi> },
        { label: t('anchors.form.valid'), value: `${moment(validFrom)} – ${moment(validUntil)}` },
        { label: t('anchors.form.fingerprint'), value: <CopyableId value={fingerprint} /> },
      ]}
    />
  );
};
