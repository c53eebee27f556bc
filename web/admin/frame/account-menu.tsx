import { useTexts } from '../language/index.ts';
import { signOut, useSession } from '../session/index.ts';
import { LaterMenu } from '../ui/index.ts';

export const AccountMenu = () => {
  const { t } = useTexts('frame');
  const { displayName, accountName, roles } = useSession();
  return (
    <LaterMenu
      label={displayName}
      about={
        <>
          <bdi>{accountName}</bdi>
          {roles.map((role) => (
            <span key={role}>{t(`roles.${role}`)}</span>
          ))}
        </>
      }
      actions={[
        {
          id: 'security',
          label: t('account.securityInfo'),
          onAction: () => location.assign('/security-info'),
        },
        { id: 'out', label: t('account.signOut'), onAction: () => void signOut('/') },
      ]}
    />
  );
};
