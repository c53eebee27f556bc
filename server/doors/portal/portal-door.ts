import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Administration, AdminRole } from '../../administration/index.ts';
import type { Cookies } from '../../cookies.ts';
import type { Installation } from '../../installation.ts';

/** What the portal stands on. */
export interface PortalDoor {
  readonly installation: Installation;
  readonly cookies: Cookies;
  /** Everything an admin may do, as this actor. */
  readonly administrationOf: (actor: string) => Administration;
}

/** Who asks: a directory account with a role, signed in with a passkey. */
export interface Admin {
  readonly accountId: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly roles: readonly AdminRole[];
  readonly administration: Administration;
  /** As it stands in the audit: `admin:<account id>`. */
  readonly actor: string;
}

/** Fastify as the portal's routes see it: schemas are zod, and the types of requests come from them. */
export type PortalApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route of the portal before its handler runs. */
    admin: Admin;
  }
  interface FastifyContextConfig {
    /** Who may: every route of the portal says so, or it is not registered. */
    readonly roles?: readonly AdminRole[];
    /** Only within ten minutes of a sign-in (R34): trust anchors, modes, other people's access. */
    readonly fresh?: boolean;
    /** Reads `If-Match`: which version it started from. OpenAPI then asks for it. */
    readonly edits?: boolean;
    /** Answers with an `ETag`, when it is done. OpenAPI then tells of it. */
    readonly tellsVersion?: boolean;
  }
}
