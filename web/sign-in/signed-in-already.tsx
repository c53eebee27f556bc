import { type SessionView, signIn } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { Button, Page, PageLink, RefusalNotice, useCall } from '../ui/index.ts';
import { wayBack } from './way-back.ts';

type Person = NonNullable<SessionView['person']>;

export const SignedInAlready = (props: { readonly person: Person; readonly onSignedOut: () => void }) => {
  const { t } = useTranslation();
  const call = useCall();
  const portal = wayBack(location);
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
      {portal === null ? null : (
        <a href={portal} className="button button-primary">
          {t('signIn.already.portal')}
        </a>
      )}
      <PageLink to="/security-info" kind={portal === null ? 'primary' : 'secondary'}>
        {t('signIn.already.securityInfo')}
      </PageLink>
      <Button kind="quiet" busy={call.busy} onPress={() => void call.run(signIn.out, props.onSignedOut)}>
        {t('securityInfo.signOut')}
      </Button>
    </Page>
  );
};
