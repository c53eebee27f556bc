import { z } from 'zod';
import { line } from '../../plain-text.ts';
import { settingLanguages } from '../../settings/index.ts';

/** The shape only: what each may say is judged where it is saved, which tells every problem at its field. */
export const language = z.enum(settingLanguages);
export const inEachLanguage = z.object({
  en: z.string().max(5_000),
  de: z.string().max(5_000),
  ar: z.string().max(5_000),
});
export const organisation = z.object({
  name: line(100).min(1),
  helpDesk: z.object({ phone: line(60), email: line(200) }).describe('Shown to everybody who is stuck.'),
  defaultCountry: z.string().max(2).describe('Where an account has none. ISO 3166-1 alpha-2.'),
  language: language.describe('Of mails, and of pages for whoever asks for no other.'),
  offeredLanguages: z.array(language).max(10).describe('What people can choose from.'),
});
export const secondPerson = z.object({
  required: z.boolean().describe('Do trust anchors, production and what weakens need a second admin?'),
});
export const profileChoice = z.object({
  strictestFirst: z
    .boolean()
    .describe('Of several profiles that include a person: the strictest, or the first in their order.'),
});
export const passPolicy = z
  .object({
    minimumLifetimeInMinutes: z.number(),
    maximumLifetimeInMinutes: z.number(),
    defaultLifetimeInMinutes: z.number(),
    defaultLength: z.number().describe('8 to 48 characters.'),
    isUsableOnce: z.boolean().describe('Every pass is one-time, passes already issued included.'),
  })
  .describe('For passes that admins issue; lifetimes 10 to 43 200 minutes.');
export const passScope = z.object({
  groups: z
    .union([z.literal('everyone'), z.array(line(200)).max(500)])
    .describe('Whose people may use a pass; whoever is outside cannot recover.'),
});
export const people = z.object({
  holdHours: z.number().describe('How long recovery waits after an edit of what it matches. 24 to 720.'),
  aloneUpTo: z.number().describe('Of how many people one admin alone may require recovery. 1 to 500.'),
});
export const retention = z.object({
  personalDays: z.number().describe('Values of people beside the record, closed approvals. 30 to 3650.'),
  mailsDays: z.number().describe('Mails in the outbox. 7 to 365.'),
});
export const texts = z.object({
  explainer: inEachLanguage.describe('A paragraph on the page that explains a recovery. Plain text.'),
  mailClosing: inEachLanguage.describe('The last lines of every mail. Plain text.'),
});
export const colours = z.object({
  accent: z.string(),
  accentStrong: z.string(),
  accentSoft: z.string(),
  onAccent: z.string(),
});
export const branding = z.object({
  colour: z.string().nullable().describe('As it was chosen, e.g. `#0b5c6b`; null = Regain’s own.'),
  logo: z.object({ digest: z.string(), width: z.number(), height: z.number() }).nullable(),
  shown: z
    .object({ light: colours, dark: colours, darkened: z.boolean() })
    .nullable()
    .describe('What follows from the colour; `darkened`: it could not be read as it was chosen (4.5:1).'),
});
export const versioned = <Value extends z.ZodType>(value: Value) => z.object({ version: z.number(), value });
export const done = z.object({ version: z.number() });
