import type { ReactNode } from 'react';
import type { Refusal } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { CopyableId } from './copyable-id.tsx';
import { useErrorText } from './error-text.ts';
import { Notice } from './notice.tsx';

/** Why it did not work, where it happened. A conflict is not shown here: `ConflictDialog` does that. */
export const RefusalNotice = (props: {
  readonly refusal: Refusal | null;
  /** The section's sentences for `refusal.reason`. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly action?: ReactNode;
}) => {
  const { t } = useTexts('frame');
  const text = useErrorText(props.reasons);
  const { refusal } = props;
  if (refusal === null) return null;
  return (
    <Notice kind="danger" announce="alert" title={text(refusal)} action={props.action}>
      {refusal.requestId === null ? null : (
        <p className="small">
          {t('error.requestId')} <CopyableId value={refusal.requestId} />
        </p>
      )}
    </Notice>
  );
};

/** The change was accepted and waits for a second person. */
export const ApprovalNotice = (props: { readonly waitsFor: string | null }) => {
  const { t } = useTexts('frame');
  if (props.waitsFor === null) return null;
  return (
    <Notice kind="info" announce="status" title={t('approval.title')}>
      {t('approval.text')}
    </Notice>
  );
};
