import { type SessionView, signIn } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, Page, PageLink, RefusalNotice, useCall } from '../ui/index.ts';

type Person = NonNullable<SessionView['person']>;

export const SignedInAlready = (props: { readonly person: Person; readonly onSignedOut: () => void }) => {
  const { t } = useTranslation();
  const call = useCall();
  return (
    <Page
      title={t('signIn.already.title')}
      lead={
        <>
          <bdi>{props.person.displayName}</bdi>{' '}
          <span className="quiet">
            (<bdi>{props.person.accountName}</bdi>)
          </span>
        </>
      }
    >
      <RefusalNotice refusal={call.refusal} />
      <PageLink to="/security-info" kind="primary">
        {t('signIn.already.securityInfo')}
      </PageLink>
      <Button kind="quiet" busy={call.busy} onPress={() => void call.run(signIn.out, props.onSignedOut)}>
        {t('securityInfo.signOut')}
      </Button>
    </Page>
  );
};
