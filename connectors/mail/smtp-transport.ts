import { createTransport } from 'nodemailer';
import type { SendMail } from './outbox.ts';

/** A server that says nothing is given up soon: the next run tries again, and a shutdown waits for the mail under way. */
const patience = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

/** A mail server by its address (`smtp://` or `smtps://`). RFC 3834: these mails say that no person wrote them. */
export function createSmtpTransport(options: { readonly url: string; readonly from: string }): SendMail {
  const transport = createTransport({ ...patience, url: options.url });
  return async ({ to, subject, text }) => {
    await transport.sendMail({
      from: options.from,
      to: [...to],
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  };
}
