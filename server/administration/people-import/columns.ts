/** What a column of the file can hold. */
export const columnTargets = [
  'accountName',
  'givenName',
  'surname',
  'birthDate',
  'country',
  'employeeNumber',
  'mails',
  'groups',
  'enabled',
] as const;
export type ColumnTarget = (typeof columnTargets)[number];

/** What each column holds, from the left; null: it is left out. */
export type ColumnMapping = readonly (ColumnTarget | null)[];

/** Headings as other systems write them: Entra, Active Directory, Okta, Keycloak, personnel lists in English, German, Arabic. */
const headings: Readonly<Record<ColumnTarget, readonly string[]>> = {
  accountName: [
    ...['accountname', 'username', 'userprincipalname', 'samaccountname', 'login', 'upn', 'user'],
    ...['benutzername', 'kontoname', 'anmeldename', 'اسمالحساب', 'اسمالمستخدم'],
  ],
  givenName: ['givenname', 'firstname', 'forename', 'vorname', 'rufname', 'الاسمالأول', 'الاسم'],
  surname: ['surname', 'lastname', 'familyname', 'sn', 'nachname', 'familienname', 'اسمالعائلة', 'اللقب'],
  birthDate: ['birthdate', 'dateofbirth', 'birthday', 'dob', 'geburtsdatum', 'geburtstag', 'تاريخالميلاد'],
  country: ['country', 'countrycode', 'usagelocation', 'co', 'c', 'land', 'länderkennung', 'البلد', 'الدولة'],
  employeeNumber: [
    ...['employeenumber', 'employeeid', 'personnelnumber', 'staffid', 'personalnummer', 'pnr'],
    ...['mitarbeiternummer', 'الرقمالوظيفي'],
  ],
  mails: ['mails', 'mail', 'email', 'emailaddress', 'emails', 'epost', 'البريدالإلكتروني', 'البريد'],
  groups: [
    'groups',
    'group',
    'memberof',
    'department',
    'gruppen',
    'gruppe',
    'abteilung',
    'المجموعات',
    'القسم',
  ],
  enabled: ['enabled', 'accountenabled', 'active', 'status', 'aktiv', 'aktiviert', 'مفعّل', 'نشط'],
};

/** What the headings probably mean; each target once, the first that fits. */
export function suggestMapping(header: readonly string[]): ColumnMapping {
  const taken = new Set<ColumnTarget>();
  return header.map((heading) => {
    const plain = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '');
    const target = columnTargets.find((each) => !taken.has(each) && headings[each].includes(plain));
    if (target !== undefined) taken.add(target);
    return target ?? null;
  });
}

export type MappingProblem = 'accountNameMissing' | 'twice' | 'nothingElse';

/** Null: rows can be read by it. */
export function findMappingProblem(mapping: ColumnMapping): MappingProblem | null {
  const targets = mapping.filter((target) => target !== null);
  if (!targets.includes('accountName')) return 'accountNameMissing';
  if (new Set(targets).size !== targets.length) return 'twice';
  return targets.length === 1 ? 'nothingElse' : null;
}
