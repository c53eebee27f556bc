import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { completeDescription, versionsNote } from './complete-description.ts';
import type { PortalApp } from './portal-door.ts';

/** The portal's API as OpenAPI 3.1, out of the schemas that the routes are checked by. Registered before any route. */
export async function describeApi(app: PortalApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Regain administration',
        version: '1',
        description:
          'Everything the admin portal does. Every call needs the session cookie of an admin who signed in with a passkey; calls that change something also need the `Origin` header of this installation. Edits name the version they started from in `If-Match`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: '__Host-regain-session' },
        },
      },
      security: [{ session: [] }],
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route);
      const { edits = false, tellsVersion = false } = route.route.config ?? {};
      return { url, schema: { ...schema, [versionsNote]: { edits, tellsVersion } } };
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => completeDescription(app.swagger()));
}
