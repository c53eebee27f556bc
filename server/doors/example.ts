import type { FastifyInstance } from 'fastify';
import type { Outbox } from '../../connectors/mail/index.ts';

/** An example shows its mails on a page instead of sending them (D37). Registered in an example only. */
export function registerExampleDoor(app: FastifyInstance, { outbox }: { readonly outbox: Outbox }): void {
  app.get('/api/outbox', async () => {
    const mails = await outbox.readLatest(50);
    return { mails: mails.map((mail) => ({ ...mail, to: mail.to.join(', ') })) };
  });
}
