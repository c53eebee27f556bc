/**
 * Sends what stands in the outbox table (D37). An example has no mail server: its mails stay readable on the Outbox page.
 * Called by `server/jobs` and `server/main.ts`.
 */
export { createOutbox, type Outbox, type OutboxMail } from './outbox.ts';
export { createSmtpTransport } from './smtp-transport.ts';
