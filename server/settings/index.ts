/**
 * What the organisation decides beside its rules of recovery: pass policy, looks, own words, how long things are kept, what may be
 * asked inside its own network. Each section has its own version and its own defaults, and is judged again whenever it is read (T15).
 * Owns: shapes, defaults, reading, the colours that follow from one, mails with the organisation's own closing.
 * Does not own: editing (`server/administration`), name, contacts and country (`recovery/policy`).
 */
export { type Accent, deriveAccent } from './accent.ts';
export { createMailComposer, type MailKind, mailKinds, withClosing } from './mail-composer.ts';
export { readLogo } from './read-logo.ts';
export { offeredLanguages, readPrivateAddresses, readSection } from './read-section.ts';
export {
  type Branding,
  type OwnTexts,
  type PeopleRules,
  type PrivateAddresses,
  type Retention,
  type SectionName,
  type SectionValue,
  sections,
  settingLanguages,
} from './sections.ts';
