import { useFormats, useTexts } from '../language/index.ts';
import { Notice } from '../ui/index.ts';
import type { ListedProfile, Overlap } from './answers.ts';
import { useProfileWords } from './use-profile-words.ts';

/** A weaker profile that is tried first takes people away from a stricter one (T22). */
export const OverlapNotices = (props: {
  readonly overlaps: readonly Overlap[];
  readonly profiles: readonly Pick<ListedProfile, 'id' | 'name'>[];
}) => {
  const { t } = useTexts('profiles');
  const { list } = useFormats();
  const words = useProfileWords();
  const nameOf = (id: string) => props.profiles.find((each) => each.id === id)?.name ?? t('overlap.thisOne');
  return props.overlaps.map((overlap) => (
    <Notice
      key={`${overlap.firstId} ${overlap.laterId}`}
      kind="warning"
      title={t('overlap.title', { first: nameOf(overlap.firstId), later: nameOf(overlap.laterId) })}
    >
      <p>
        {t('overlap.text', {
          groups: words.groups(overlap.groups),
          weaker: list(overlap.weakerIn.map((each) => t(`weakness.${each}`))),
        })}
      </p>
    </Notice>
  ));
};
