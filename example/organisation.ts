import type {
  AcceptedCredential,
  OrganisationPolicy,
  Profile,
  TrustAnchor,
} from '../recovery/policy/index.ts';
import { defaultProfile } from '../recovery/policy/index.ts';

/** One made-up person. Documents and faces of some of them lie in `specimens/`. */
export interface ExamplePerson {
  readonly accountName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly birthDate: string | null;
  readonly country: 'DE' | 'PT';
  readonly employeeNumber: string;
  readonly groups: readonly string[];
  readonly roles?: readonly string[];
  readonly enabled?: boolean;
  readonly neverSignedIn?: boolean;
  /** What this person shows, for the table that `npm start` prints. */
  readonly shows: string;
}

/** Alder & Finch: nobody real. Every way an account can stand in a recovery is here once (D11). */
export const people: readonly ExamplePerson[] = [
  {
    accountName: 'mara.lindqvist',
    givenName: 'Mara',
    surname: 'Lindqvist',
    birthDate: '1988-04-12',
    country: 'DE',
    employeeNumber: '1001',
    groups: ['Staff'],
    shows: 'recovers in production',
  },
  {
    accountName: 'tiago.ferreira',
    givenName: 'Tiago',
    surname: 'Ferreira',
    birthDate: '1979-11-03',
    country: 'PT',
    employeeNumber: '1002',
    groups: ['Workshop'],
    shows: 'rehearses in evaluation',
  },
  {
    accountName: 'jonas.weber',
    givenName: 'Jonas',
    surname: 'Weber',
    birthDate: '1990-07-21',
    country: 'DE',
    employeeNumber: '1003',
    groups: ['Staff'],
    shows: 'has a twin: same names, same birth date',
  },
  {
    accountName: 'jonas.weber2',
    givenName: 'Jonas',
    surname: 'Weber',
    birthDate: '1990-07-21',
    country: 'DE',
    employeeNumber: '1004',
    groups: ['Staff'],
    shows: 'is that twin',
  },
  {
    accountName: 'ines.carvalho',
    givenName: 'Inês',
    surname: 'Carvalho',
    birthDate: '1985-01-30',
    country: 'PT',
    employeeNumber: '1005',
    groups: ['Staff'],
    shows: 'has two accounts, one employee number',
  },
  {
    accountName: 'ines.carvalho.lab',
    givenName: 'Inês',
    surname: 'Carvalho',
    birthDate: '1985-01-30',
    country: 'PT',
    employeeNumber: '1005',
    groups: ['Staff'],
    shows: 'is her second account',
  },
  {
    accountName: 'ruth.abel',
    givenName: 'Ruth',
    surname: 'Abel',
    birthDate: '1966-09-09',
    country: 'DE',
    employeeNumber: '1006',
    groups: ['Staff', 'Board'],
    shows: 'is excluded (Board)',
  },
  {
    accountName: 'omar.haddad',
    givenName: 'Omar',
    surname: 'Haddad',
    birthDate: '1993-05-17',
    country: 'DE',
    employeeNumber: '1007',
    groups: ['Staff'],
    enabled: false,
    shows: 'is disabled',
  },
  {
    accountName: 'nele.novak',
    givenName: 'Nele',
    surname: 'Novak',
    birthDate: '1999-02-02',
    country: 'DE',
    employeeNumber: '1008',
    groups: ['Staff'],
    neverSignedIn: true,
    shows: 'never signed in',
  },
  {
    accountName: 'paul.okoro',
    givenName: 'Paul',
    surname: 'Okoro',
    birthDate: null,
    country: 'DE',
    employeeNumber: '1009',
    groups: ['Staff'],
    shows: 'has no birth date on record',
  },
  {
    accountName: 'admin.anders',
    givenName: 'Anders',
    surname: 'Holm',
    birthDate: '1975-06-06',
    country: 'DE',
    employeeNumber: '1010',
    groups: ['Staff'],
    roles: ['Recovery Administrator'],
    shows: 'is an admin: no self-service',
  },
];

export const anchorId = 'sandbox';
export const credentialType = 'urn:regain:sandbox:identity:1';
const licenceType = 'org.iso.18013.5.1.mDL';
const cardAnchorId = 'sandbox-cards';
const cardType = 'VerifiedIdentity';

/** The pretend provider's authorities: the certificate above its identities and licences, and the DID of its cards. */
export interface SandboxAuthorities {
  readonly certificatePem: string;
  /** Null: a sandbox of before there were cards. */
  readonly did: string | null;
}

export function examplePolicy(sandbox: SandboxAuthorities): OrganisationPolicy {
  return {
    version: 1,
    name: 'Alder & Finch',
    helpDesk: { phone: '+49 30 5550 142', email: 'help@alderfinch.example' },
    excludedGroups: ['Board'],
    excludedAccountIds: [],
    trustAnchors: [
      {
        kind: 'x509',
        id: anchorId,
        name: 'Specimen ID sandbox authority',
        certificatePem: sandbox.certificatePem,
        mayIssue: [
          { format: 'dc+sd-jwt', type: credentialType },
          { format: 'mso_mdoc', type: licenceType },
        ],
        countries: 'any',
        enabled: true,
        sandbox: true,
      },
      ...(sandbox.did === null ? [] : [cardAnchor(sandbox.did)]),
    ],
    passScope: 'everyone',
    defaultCountry: 'DE',
    language: 'en',
    secondPersonRequired: false,
  };
}

function cardAnchor(did: string): TrustAnchor {
  return {
    kind: 'did',
    id: cardAnchorId,
    name: 'Specimen ID sandbox, cards',
    did,
    mayIssue: [{ format: 'jwt_vc_json', type: cardType }],
    countries: 'any',
    enabled: true,
    sandbox: true,
  };
}

/** One profile that gives accounts back, one that only rehearses. Both take a wallet on another device: an example may (D25). */
export function exampleProfiles(now: Date, { did }: SandboxAuthorities): readonly Profile[] {
  const acceptedCredentials: readonly AcceptedCredential[] = [
    { format: 'dc+sd-jwt', type: credentialType, anchorIds: [anchorId] },
    { format: 'mso_mdoc', type: licenceType, anchorIds: [anchorId] },
    ...(did === null ? [] : [{ format: 'jwt_vc_json' as const, type: cardType, anchorIds: [cardAnchorId] }]),
  ];
  const acceptedWithoutLiveness = { by: 'example', at: now.toISOString() };
  const common = { providerIds: ['sandbox'], acceptedCredentials };
  const inExample = {
    providersByCountry: { DE: ['sandbox'], PT: ['sandbox'], default: ['sandbox'] },
    faceCheck: { provider: 'built-in', threshold: 70, acceptedWithoutLiveness },
    walletFirst: true,
    crossDevice: true,
    crossDeviceWaitHours: 0,
  } as const;
  return [
    {
      ...defaultProfile({ ...common, id: 'staff', name: 'Staff', priority: 0, includeGroups: ['Staff'] }),
      ...inExample,
      description: 'Everybody in Staff gets their account back.',
      mode: 'production',
    },
    {
      ...defaultProfile({
        ...common,
        id: 'workshop',
        name: 'Workshop pilot',
        priority: 1,
        includeGroups: ['Workshop'],
      }),
      ...inExample,
      description: 'The Workshop rehearses: everything runs, nobody gets in.',
    },
  ];
}
