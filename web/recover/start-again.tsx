import { recovery } from '../api/index.ts';
import { useTranslation } from '../language/index.ts';
import { navigate } from '../routes.ts';
import { Button, RefusalNotice, useCall } from '../ui/index.ts';

const freshStart = () => {
  history.replaceState(null, '', '/recover');
  location.reload();
};

/** Forgets this recovery and begins at the first page; the account name typed before is kept. */
export const StartAgain = (props: { readonly secondary?: boolean }) => {
  const { t } = useTranslation();
  const call = useCall((refusal) => {
    if (refusal.status !== 404) return false;
    freshStart();
    return true;
  });
  return (
    <>
      <RefusalNotice refusal={call.refusal} />
      <Button
        kind={props.secondary ? 'secondary' : 'primary'}
        busy={call.busy}
        onPress={() => void call.run(recovery.leave, freshStart)}
      >
        {t('recover.startAgain')}
      </Button>
    </>
  );
};

/** Leaves the recovery behind and goes to the sign-in page. */
export const ToSignIn = () => {
  const { t } = useTranslation();
  const call = useCall();
  const leave = () => navigate('/');
  return (
    <>
      <RefusalNotice refusal={call.refusal} />
      <Button kind="primary" busy={call.busy} onPress={() => void call.run(recovery.leave, leave)}>
        {t('recover.toSignIn')}
      </Button>
    </>
  );
};
