import type { Summary, Verification } from '../../admin/audit/answers.ts';
import type { Answers } from './answers.ts';
import { entries } from './recoveries.ts';

const now = Date.now();
const head = 'pEtDsyDUAcFbYhILk0zOkZ9RYq7bXrKhG-uYqYt3lB0';
const summary: Summary = {
  ...{ entries: 5_012_345, chains: 1_000_001, notYetSigned: 3, publicKey: head },
  checkpoints: [3, 2, 1].map((sequence) => ({
    ...{ sequence, at: now - (4 - sequence) * 60_000, hash: head, chains: sequence * 7 },
  })),
};
const idle: Verification = {
  ...{
    state: 'stopped',
    startedBy: '',
    startedAt: null,
    finishedAt: null,
    done: 0,
    total: null,
    result: null,
  },
};
const done: Verification = {
  ...{ state: 'done', startedBy: 'admin:a-1', startedAt: now - 140_000, finishedAt: now - 60_000 },
  ...{ done: 5_012_345, total: 5_012_345 },
  result: { entries: 5_012_345, chains: 1_000_001, checkpoints: 4, head, flaws: [], flawsInAll: 0 },
};

export const audit: Answers = {
  'GET /audit': (page: string) => ({
    items:
      page === 'empty'
        ? []
        : [
            {
              ...entries[0],
              ...{ chain: 'administration', caseNumber: null, activity: 'admin.modeSwitched', personal: [] },
              actor: { id: 'admin:a-1', displayName: 'Ines Albrecht' },
              facts: [{ name: 'mode', value: 'production' }],
            },
            {
              ...entries[0],
              ...{ chain: 'administration', sequence: 2, caseNumber: null, activity: 'admin.accountAdded' },
              actor: { id: 'admin:a-1', displayName: 'Ines Albrecht' },
              facts: [
                { name: 'account', value: '0192f0c4-7d1e-7c3a-9b52-5f0e3a6c1d77' },
                { name: 'import', value: '0192f0c4-7d1e-7c3a-9b52-000000000001' },
              ],
              personal: [],
            },
            {
              ...entries[0],
              ...{ chain: 'administration', sequence: 1, caseNumber: null, personal: [], result: 'failed' },
              ...{ activity: 'alarm.twinFound', code: 'duplicateIdentity', facts: [] },
              actor: { id: 'system', displayName: '' },
            },
            ...entries.toReversed(),
          ],
    next: null,
  }),
  'GET /audit/people/p1': { id: 'p1', accountName: 'mara.lindqvist', displayName: 'Mara Lindqvist' },
  'GET /audit/summary': summary,
  'GET /audit/verification': (page: string): Verification => {
    if (page === 'running')
      return { ...done, state: 'running', finishedAt: null, done: 1_830_000, result: null };
    if (page === 'sound') return done;
    if (page === 'flawed')
      return {
        ...done,
        result: {
          ...done.result!,
          flawsInAll: 2,
          flaws: [
            { code: 'entryChanged', chain: 'r2', caseNumber: 'QR34-TVWX', sequence: 6 },
            { code: 'checkpointSignature', checkpoint: 3 },
          ],
        },
      };
    return idle;
  },
  'POST /audit/receipt': {
    recordHolds: true,
    receipt: {
      ...{ iss: 'https://recover.example.org', jti: 'r4', case: 'ZZ22-AA33', organisation: 'Alder & Finch' },
      account: { name: 'mara.lindqvist', displayName: 'Mara Lindqvist' },
      issuer: { anchor: 'sandbox', name: 'Specimen ID', credentialType: 'urn:example:identity' },
      rule: { profile: 'Staff', profileVersion: 3, agreed: ['names', 'birthDate'] },
      completed: 1_764_000_000,
    },
  },
};
