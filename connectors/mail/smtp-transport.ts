import { createTransport } from 'nodemailer';
import type { SendMail } from './outbox.ts';

/** A mail server by its address (`smtp://` or `smtps://`). RFC 3834: these mails say that no person wrote them. */
export function createSmtpTransport(options: { readonly url: string; readonly from: string }): SendMail {
  const transport = createTransport(options.url);
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
