import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { type AdminRole, adminRoles } from '../../administration/index.ts';
import type { PortalDoor } from './portal-door.ts';

/**
 * Before every handler of the portal: a live session, opened with a passkey, of an account that holds one of the route's roles.
 * The account is read anew each time, so a role taken away is gone with the next request (T23).
 */
export function authorize(door: PortalDoor) {
  const { builtInDirectory } = door.installation;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const token = door.cookies.read(request, 'session');
    const session = token === undefined ? null : await builtInDirectory.sessions.read(token);
    if (session === null) return reply.code(401).send(refusal(request, 'notSignedIn'));
    if (session.signedInWith !== 'passkey') return reply.code(403).send(refusal(request, 'passkeyRequired'));
    const account = await builtInDirectory.accounts.read(session.accountId);
    const roles = adminRoles.filter((role) => account?.roles.includes(role));
    const { roles: allowed = [], fresh = false } = request.routeOptions.config;
    if (!roles.some((role) => allowed.includes(role)))
      return reply.code(403).send(refusal(request, 'roleMissing'));
    if (fresh && !session.mayChangeMethods) return reply.code(403).send(refusal(request, 'signInAgain'));
    const { accountId, accountName, displayName } = session;
    const actor = `admin:${accountId}`;
    request.admin = {
      accountId,
      accountName,
      displayName,
      roles,
      actor,
      administration: door.administrationOf(actor),
    };
    return undefined;
  };
}

/** A route that does not say who may use it is our mistake, and the server does not start with it. */
export function demandRoles(route: RouteOptions): void {
  if (!route.url.startsWith('/api/admin/')) return;
  const roles: readonly AdminRole[] = route.config?.roles ?? [];
  if (roles.length === 0) throw new TypeError(`${route.url} does not say who may use it`);
}

const refusal = (request: FastifyRequest, error: string) => ({ error, requestId: request.id });
