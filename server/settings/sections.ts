import { z } from 'zod';
import { defaultPassPolicy, findPassPolicyMistake } from '../../directory/index.ts';

/** The languages there are texts in. */
export const settingLanguages = ['en', 'de', 'ar'] as const;

/**
 * Plain text only: no control characters, and none that turn the direction of what follows (a name could then read as another one).
 * Lines may end.
 */
const plainText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `must have at most ${longest} characters`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it refuses.
    .regex(/^[^\u0000-\u0009\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u, {
      message: 'must be plain text, without characters that nobody sees',
    });

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
    if (mistake !== null) context.addIssue({ code: 'custom', path: [mistake], message: 'is out of range' });
  });

const retention = z.strictObject({
  /** Values of people beside the record, and closed approvals. */
  personalDays: z.int().min(30, 'must be 30 to 3650').max(3_650, 'must be 30 to 3650'),
  mailsDays: z.int().min(7, 'must be 7 to 365').max(365, 'must be 7 to 365'),
});

const branding = z.strictObject({
  /** As it was chosen; what is shown follows from it (`deriveAccent`). Null: Regain's own. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, 'must be a colour such as #0b5c6b')
    .nullable(),
  /** The picture itself lies beside it. */
  logo: z.strictObject({ digest: z.string(), width: z.int().min(1), height: z.int().min(1) }).nullable(),
});

const languages = z.strictObject({
  offered: z
    .array(z.enum(settingLanguages))
    .min(1, 'must offer at least one language')
    .refine((list) => new Set(list).size === list.length, 'names a language twice'),
});

const texts = z.strictObject({
  /** A paragraph of the organisation's own on the page that explains a recovery. */
  explainer: inEachLanguage(600),
  /** The last lines of every mail. */
  mailClosing: inEachLanguage(400),
});

export type Retention = z.infer<typeof retention>;
export type Branding = z.infer<typeof branding>;
export type OwnTexts = z.infer<typeof texts>;

/** Every section: its shape, and what holds while nobody decided. */
export const sections = {
  passPolicy: { schema: passPolicy, standard: defaultPassPolicy },
  retention: { schema: retention, standard: { personalDays: 90, mailsDays: 30 } },
  branding: { schema: branding, standard: { colour: null, logo: null } },
  languages: { schema: languages, standard: { offered: [...settingLanguages] } },
  texts: { schema: texts, standard: { explainer: none, mailClosing: none } },
} as const;

export type SectionName = keyof typeof sections;
export type SectionValue<Name extends SectionName> = z.infer<(typeof sections)[Name]['schema']>;
