import type { FastifyInstance } from 'fastify';
import type { Installation } from '../installation.ts';
import { deriveAccent, offeredLanguages, readSection } from '../settings/index.ts';

/** What anybody may know: whose pages these are, how they look, whom to call, and whether the server is ready. */
export function registerOrganisationDoor(
  app: FastifyInstance,
  door: Pick<Installation, 'policy' | 'settings'> & { readonly example: boolean },
): void {
  app.get('/api/organisation', async () => {
    const organisation = await door.policy.readOrganisation();
    const language = organisation?.language ?? 'en';
    const { logo, colour } = (await readSection(door, 'branding')).value;
    const accent = colour === null ? null : deriveAccent(colour);
    return {
      name: organisation?.name ?? '',
      helpDesk: organisation?.helpDesk ?? { phone: '', email: '' },
      example: door.example,
      language,
      languages: await offeredLanguages(door, language),
      logo: logo && {
        address: `/api/organisation/logo/${logo.digest}`,
        width: logo.width,
        height: logo.height,
      },
      accent: accent && { light: accent.light, dark: accent.dark },
      explainer: (await readSection(door, 'texts')).value.explainer,
    };
  });

  // Named by what it shows, so it may be kept for ever. Whatever else is asked for is not there.
  app.get<{ Params: { digest: string } }>('/api/organisation/logo/:digest', async (request, reply) => {
    const stored = (await door.settings.read('logo'))?.content as { digest: string; png: string } | undefined;
    const { logo } = (await readSection(door, 'branding')).value;
    const { digest } = request.params;
    if (stored === undefined || stored.digest !== digest || logo?.digest !== digest)
      return reply.callNotFound();
    return reply
      .type('image/png')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(Buffer.from(stored.png, 'base64'));
  });

  app.get('/healthz', async (_request, reply) => {
    await door.policy.readOrganisation();
    return reply.send({ status: 'ready' });
  });
}
