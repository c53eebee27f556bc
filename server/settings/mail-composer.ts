import type { SettingStore } from '../../connectors/storage/postgres/index.ts';
import type { Mail } from '../../recovery/store/index.ts';
import { composeMail } from '../../texts/index.ts';
import { readSection } from './read-section.ts';
import { type OwnTexts, settingLanguages } from './sections.ts';

/** Every kind of mail that goes out, for the preview. */
export const mailKinds = [
  ...(['recoveryStarted', 'recoveryWaiting', 'recoveryDenied', 'passRedeemed', 'recovered'] as const),
  ...(['methodAdded', 'methodRemoved', 'startPage', 'recoveryRequired', 'approvalWaits'] as const),
] as const satisfies readonly Mail['kind'][];
export type MailKind = (typeof mailKinds)[number];

type MailToCompose = Parameters<typeof composeMail>[0];

/** Mails with the organisation's own last lines. They are added as they are: nothing in them is filled in. */
export function createMailComposer(installation: { readonly settings: SettingStore }) {
  return async (mail: MailToCompose) =>
    withClosing(mail, (await readSection(installation, 'texts')).value.mailClosing);
}

export function withClosing(mail: MailToCompose, closings: OwnTexts['mailClosing']) {
  const { subject, text } = composeMail(mail);
  const language = settingLanguages.find((each) => each === mail.language.split('-')[0]) ?? 'en';
  const closing = closings[language];
  return { subject, text: closing === '' ? text : `${text}\n\n${closing}` };
}
