import type { ProfileDraft } from './answers.ts';
import type { ProfileField, ProfileWords } from './use-profile-words.ts';

/** One setting in words. What an admin typed runs as it was written; our own sentences run as the page does, whatever they begin with. */
export const Said = (props: {
  readonly words: ProfileWords;
  readonly field: ProfileField;
  readonly profile: ProfileDraft;
}) => {
  const said = props.words.say(props.field, props.profile);
  return props.field === 'name' || props.field === 'description' ? (
    <bdi className="own-words">{said}</bdi>
  ) : (
    <span className="own-words isolated">{said}</span>
  );
};
