import { useRead } from '../../api/index.ts';
import { useFormats, useTexts } from '../../language/index.ts';
import { Notice, Panel, WithData } from '../../ui/index.ts';
import type { ListedProfile, Review } from '../answers.ts';
import { GateLines } from '../gate-lines.tsx';
import { OverlapNotices } from '../overlap-notices.tsx';
import { type KeptDraft, toBody } from '../to-draft.ts';

/** What saving does, said before it is done: the gate line by line, overlaps, and what becomes of a profile in production. */
export const ReviewNotes = (props: { readonly id: string | null; readonly draft: KeptDraft }) => {
  const { t } = useTexts('profiles');
  const { list } = useFormats();
  const { id } = props;
  const read = useRead<Review>('/profiles/review', {
    body: { draft: toBody(props.draft), ...(id !== null && { id }) },
  });
  const table = useRead<{ items: readonly ListedProfile[] }>('/profiles');
  return (
    <WithData read={read} lines={8}>
      {({ problems, gate, overlaps, outcome }) => (
        <>
          {problems.map(({ field, message }) => (
            <Notice key={`${field} ${message}`} kind="danger" title={t('review.problem')}>
              <p>
                <bdi dir="ltr">
                  {field}: {message}
                </bdi>
              </p>
            </Notice>
          ))}
          {outcome?.kind === 'goesBack' ? (
            <Notice kind="warning" title={t('review.goesBack')}>
              {t('review.goesBackText', {
                lines: list(outcome.missing.map(({ code }) => t(`gate.lines.${code}.name`))),
              })}
            </Notice>
          ) : null}
          {outcome?.kind === 'needsSecondPerson' ? (
            <Notice kind="info" title={t('review.needsSecondPerson')}>
              {t('review.needsSecondPersonText')}
            </Notice>
          ) : null}
          <OverlapNotices overlaps={overlaps} profiles={table.loaded?.value.items ?? []} />
          {gate === null ? null : (
            <Panel title={t('gate.title')} sentence={t('gate.sentence')}>
              <GateLines gate={gate} profileId={id} />
            </Panel>
          )}
        </>
      )}
    </WithData>
  );
};
