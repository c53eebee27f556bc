import type { SessionView } from '../../admin/api/answers.ts';
import { type Answers, canned } from './answers.ts';

const session: SessionView = {
  accountId: 'a-1',
  accountName: 'ines.albrecht',
  displayName: 'Ines Albrecht',
  roles: ['Recovery Administrator'],
  signedInWith: 'passkey',
  organisation: { name: 'Alder & Finch', example: true, language: 'en' },
  pendingApprovals: 2,
};

export const frame: Answers = {
  'GET /session': (page: string) => {
    if (page === 'signedOut') return canned(401, { error: 'notSignedIn' });
    if (page === 'down') return canned(503, { error: 'tryLater', requestId: 'req-1f' });
    if (page === 'password') return { ...session, signedInWith: 'password' };
    if (page === 'helpDesk') return { ...session, roles: ['Help Desk'], pendingApprovals: 0 };
    if (page === 'noRole') return { ...session, roles: [] };
    if (page === 'helpDesk') return { ...session, roles: ['Help Desk'] };
    return session;
  },
};
