import type { Receipt } from './receipt.ts';

/** Somebody's receipt, for tests. */
export function receiptOf(more: Partial<Receipt> = {}): Receipt {
  return {
    ...{ iss: 'https://recover.example.org', iat: 1_700_000_000, jti: 'r1', case: 'K7QF-2M9D' },
    ...{ organisation: 'Alder & Finch', account: { name: 'mara.lindqvist', displayName: 'Mara Lindqvist' } },
    issuer: { anchor: 'state', name: 'State', credentialType: 'urn:example:identity' },
    rule: {
      profile: 'Staff',
      profileVersion: 3,
      organisationPolicyVersion: 2,
      agreed: ['names', 'birthDate'],
    },
    ...{ begun: 1_699_999_000, proved: 1_699_999_500, completed: 1_700_000_000 },
    changed: {
      added: [{ kind: 'passkey', label: 'New phone' }],
      disabled: [{ kind: 'password', label: '' }],
      sessionsEnded: 2,
    },
    record: { sequence: 12, hash: 'h'.repeat(43) },
    ...more,
  };
}
