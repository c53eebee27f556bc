import { PageLink } from '../frame/index.ts';

/** A person in a list: their name, and the account name under it. What they are called is never taken for markup. */
export const PersonName = (props: {
  readonly person: { readonly id: string; readonly displayName: string; readonly accountName: string };
}) => {
  const { id, displayName, accountName } = props.person;
  return (
    <span className="stack stack-tight">
      <PageLink to={`/people/${id}`}>
        <bdi>{displayName || accountName}</bdi>
      </PageLink>
      <bdi className="quiet small">{accountName}</bdi>
    </span>
  );
};
