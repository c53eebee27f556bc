import type { FastifyInstance } from 'fastify';
import type { PolicyStore } from '../../recovery/store/index.ts';

/** What anybody may know: whose pages these are, whom to call, and whether the server is ready. */
export function registerOrganisationDoor(
  app: FastifyInstance,
  door: { readonly policy: PolicyStore; readonly example: boolean },
): void {
  app.get('/api/organisation', async () => {
    const organisation = await door.policy.readOrganisation();
    return {
      name: organisation?.name ?? '',
      helpDesk: organisation?.helpDesk ?? { phone: '', email: '' },
      example: door.example,
    };
  });

  app.get('/healthz', async (_request, reply) => {
    await door.policy.readOrganisation();
    return reply.send({ status: 'ready' });
  });
}
