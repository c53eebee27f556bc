/**
 * Every sentence a person reads, by language: `pages/` for the browser (the web room loads those itself), `mails/` for what is
 * sent, `notes/` for translators. Called by `server/` for mails.
 */
export { composeMail } from './compose-mail.ts';
