import type { ReactNode } from 'react';
import type { Answer, SessionView } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { Button, CopyableId } from '../ui/index.ts';
import { OutsidePage } from './outside-page.tsx';
import { signInAddress } from './sign-in-address.ts';
import { signOut } from './sign-out.ts';

const SignIn = () => {
  const { t } = useTexts('frame');
  return (
    <OutsidePage title={t('door.signIn.title')} lead={t('door.signIn.lead')}>
      <a className="button button-primary" href={signInAddress(location)}>
        {t('door.signIn.action')}
      </a>
    </OutsidePage>
  );
};

const NeedsPasskey = () => {
  const { t } = useTexts('frame');
  return (
    <OutsidePage title={t('door.passkey.title')} lead={t('door.passkey.lead')}>
      <ol>
        <li>{t('door.passkey.first')}</li>
        <li>{t('door.passkey.second')}</li>
      </ol>
      <div className="row">
        <a className="button button-primary" href="/security-info">
          {t('door.passkey.action')}
        </a>
        <Button onPress={() => void signOut(signInAddress(location))}>{t('door.passkey.again')}</Button>
      </div>
    </OutsidePage>
  );
};

const NoRole = (props: { readonly session: SessionView }) => {
  const { t } = useTexts('frame');
  const { displayName, accountName } = props.session;
  return (
    <OutsidePage title={t('door.noRole.title')} lead={t('door.noRole.lead')}>
      <p>
        {t('account.signedInAs')} <bdi>{displayName}</bdi> (<bdi>{accountName}</bdi>)
      </p>
      <Button onPress={() => void signOut(signInAddress(location))}>{t('door.noRole.other')}</Button>
    </OutsidePage>
  );
};

const Unreachable = (props: { readonly requestId: string | null }) => {
  const { t } = useTexts('frame');
  return (
    <OutsidePage title={t('door.unreachable.title')} lead={t('door.unreachable.lead')}>
      {props.requestId === null ? null : (
        <p>
          {t('error.requestId')} <CopyableId value={props.requestId} />
        </p>
      )}
      <Button kind="primary" onPress={() => location.reload()}>
        {t('action.tryAgain')}
      </Button>
    </OutsidePage>
  );
};

/** Lets in who is signed in with a passkey and has a role; says to everybody else what they can do. */
export const SessionDoor = (props: {
  readonly answer: Answer<SessionView>;
  readonly children: (session: SessionView) => ReactNode;
}) => {
  const { answer } = props;
  if (answer.kind === 'waits') throw new TypeError('a session does not wait for an approval');
  if (answer.kind === 'refused') {
    const { status, code, requestId } = answer.refusal;
    if (status === 401) return <SignIn />;
    if (code === 'passkeyRequired') return <NeedsPasskey />;
    return <Unreachable requestId={requestId} />;
  }
  if (answer.value.signedInWith !== 'passkey') return <NeedsPasskey />;
  if (answer.value.roles.length === 0) return <NoRole session={answer.value} />;
  return props.children(answer.value);
};
