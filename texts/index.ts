/**
 * Every sentence a person reads, by language: `pages/` for the browser (the web room loads those itself), `mails/` for what is
 * sent, `verifier/` for the verifier bench, `notes/` for translators. Called by `server/` for mails and for pages that it writes itself.
 */
export { composeMail } from './compose-mail.ts';
export { chooseLanguage, type Language, loadTexts } from './load-texts.ts';
