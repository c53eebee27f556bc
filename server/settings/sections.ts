import { isIP } from 'node:net';
import { z } from 'zod';
import { findRangeProblem } from '../../connectors/outbound/index.ts';
import { defaultPassPolicy, findPassPolicyMistake } from '../../directory/index.ts';
import { because } from '../../recovery/policy/index.ts';
import { lines } from '../plain-text.ts';

/** The languages there are texts in. */
export const settingLanguages = ['en', 'de', 'ar'] as const;

/** Plain text only. Lines may end. */
const plainText = (longest: number) => lines(longest, `must have at most ${longest} characters`);

const inEachLanguage = (longest: number) =>
  z.strictObject({ en: plainText(longest), de: plainText(longest), ar: plainText(longest) });
const none = { en: '', de: '', ar: '' };

const passPolicy = z
  .strictObject({
    minimumLifetimeInMinutes: z.int(),
    maximumLifetimeInMinutes: z.int(),
    defaultLifetimeInMinutes: z.int(),
    defaultLength: z.int(),
    isUsableOnce: z.boolean(),
  })
  .superRefine((policy, context) => {
    const mistake = findPassPolicyMistake(policy);
    if (mistake !== null)
      context.addIssue({ code: 'custom', path: [mistake], ...because('outOfRange', 'is out of range') });
  });

const retention = z.strictObject({
  /** Values of people beside the record, what was typed at the start of closed recoveries, and closed approvals. */
  personalDays: z.int().min(30, 'must be 30 to 3650').max(3_650, 'must be 30 to 3650'),
  mailsDays: z.int().min(7, 'must be 7 to 365').max(365, 'must be 7 to 365'),
});

/** What holds when admins change people, or send them through recovery. */
const people = z.strictObject({
  /** How long recovery waits after an edit of what it matches (D34, T10). Never nothing: an edit could prepare a theft. */
  holdHours: z.int().min(24, 'must be 24 to 720').max(720, 'must be 24 to 720'),
  /** Of how many people one admin alone may require recovery; of more, two (D32). */
  aloneUpTo: z.int().min(1, 'must be 1 to 500').max(500, 'must be 1 to 500'),
});

const branding = z.strictObject({
  /** As it was chosen; what is shown follows from it (`deriveAccent`). Null: Regain's own. */
  colour: z
    .string()
    .refine(
      (given) => /^#[0-9a-f]{6}$/.test(given),
      because('notAColour', 'must be a colour such as #0b5c6b'),
    )
    .nullable(),
  /** The picture itself lies beside it. */
  logo: z.strictObject({ digest: z.string(), width: z.int().min(1), height: z.int().min(1) }).nullable(),
});

const languages = z.strictObject({
  offered: z
    .array(z.enum(settingLanguages))
    .min(1, 'must offer at least one language')
    .refine((list) => new Set(list).size === list.length, because('twice', 'names a language twice')),
});

const texts = z.strictObject({
  /** A paragraph of the organisation's own on the page that explains a recovery. */
  explainer: inEachLanguage(600),
  /** The last lines of every mail. */
  mailClosing: inEachLanguage(400),
});

/** A name as the guard compares it: as a browser writes it, no address in its place, no port, nothing that stands for many names. */
function isHostName(host: string): boolean {
  const url = URL.parse(`https://${host}/`);
  return url?.host === host && isIP(host) === 0 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host);
}

/** Inside the organisation's own network: what Regain may ask there, each by two admins (D36). */
const privateAddresses = z.strictObject({
  entries: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        host: z
          .string()
          .max(253, 'is too long')
          .refine(
            isHostName,
            because('notAHost', 'must be a host name such as id.corp.example, without https and port'),
          ),
        range: z.string().superRefine((range, context) => {
          const problem = findRangeProblem(range);
          if (problem !== null)
            context.addIssue({ code: 'custom', ...because(problem, rangeProblems[problem]) });
        }),
        reason: plainText(300).min(1, 'must not be empty'),
        /** Who asked, and who agreed. One name twice is one person. */
        by: z
          .tuple([z.string().min(1), z.string().min(1)])
          .refine(
            ([asked, agreed]) => asked !== agreed,
            because('onePerson', 'must be two administrators (D36)'),
          ),
        at: z.number(),
      }),
    )
    .max(100, 'are too many'),
});
const rangeProblems = {
  notARange: 'must be a range such as 10.20.30.0/24',
  notPrivate: 'must lie in a private network (10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7)',
  tooWide: 'must be no wider than /24 (IPv6: /64)',
  notItsFirstAddress: 'must begin with its first address, such as 10.20.30.0/24',
} as const;

export type PrivateAddresses = z.infer<typeof privateAddresses>;
export type PeopleRules = z.infer<typeof people>;
export type Retention = z.infer<typeof retention>;
export type Branding = z.infer<typeof branding>;
export type OwnTexts = z.infer<typeof texts>;

/** Every section: its shape, and what holds while nobody decided. */
export const sections = {
  passPolicy: { schema: passPolicy, standard: defaultPassPolicy },
  retention: { schema: retention, standard: { personalDays: 90, mailsDays: 30 } },
  people: { schema: people, standard: { holdHours: 72, aloneUpTo: 20 } },
  branding: { schema: branding, standard: { colour: null, logo: null } },
  languages: { schema: languages, standard: { offered: [...settingLanguages] } },
  texts: { schema: texts, standard: { explainer: none, mailClosing: none } },
  privateAddresses: { schema: privateAddresses, standard: { entries: [] } },
} as const;

export type SectionName = keyof typeof sections;
export type SectionValue<Name extends SectionName> = z.infer<(typeof sections)[Name]['schema']>;
