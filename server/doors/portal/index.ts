/**
 * The admin portal's HTTP API: `/api/admin/…`, described at `/openapi.json`. One file for each subject; it declares shapes with zod,
 * says which roles may (`config.roles`), asks `server/administration` or a read-only question, and answers JSON.
 * Owns: authorization, shapes, versions (`ETag`/`If-Match`), paging, the form of errors.
 * Does not own: what an act does and its audit (`server/administration`), pages (`web/admin`).
 * Called by: `server/create-app.ts`.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { answerError } from './answer-errors.ts';
import { registerApprovals } from './approvals.ts';
import { registerAudit } from './audit.ts';
import { registerAuditProof } from './audit-proof.ts';
import { authorize, demandRoles } from './authorize.ts';
import { describeApi } from './describe-api.ts';
import { registerFaceChecks } from './face-checks.ts';
import { registerGroups } from './groups.ts';
import { registerHome } from './home.ts';
import { registerImportFindings } from './import-findings.ts';
import { registerLooksAndWords } from './looks-and-words.ts';
import { registerPeople } from './people.ts';
import { registerPeopleChanges } from './people-changes.ts';
import { registerPeopleImports } from './people-imports.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';
import { registerPrivateAddresses } from './private-addresses.ts';
import { registerProfileQuestions } from './profile-questions.ts';
import { registerProfileSurroundings } from './profile-surroundings.ts';
import { registerProfiles } from './profiles.ts';
import { registerProviders } from './providers.ts';
import { registerReadiness } from './readiness.ts';
import { registerRecoveries } from './recoveries.ts';
import { registerRecoveryExports } from './recovery-exports.ts';
import { registerRecoveryReports } from './recovery-reports.ts';
import { refuseNul } from './refuse-nul.ts';
import { registerRequireRecovery } from './require-recovery.ts';
import { registerSession } from './session.ts';
import { registerSettings } from './settings.ts';
import { registerStatusLists } from './status-lists.ts';
import { registerTrustAnchors } from './trust-anchors.ts';

export type { PortalDoor } from './portal-door.ts';

/** Every subject of the portal. */
const subjects: readonly ((app: PortalApp, door: PortalDoor) => void)[] = [
  registerSession,
  registerHome,
  registerReadiness,
  registerRecoveryReports,
  registerRecoveryExports,
  registerRecoveries,
  registerAudit,
  registerAuditProof,
  registerApprovals,
  registerSettings,
  registerLooksAndWords,
  registerPrivateAddresses,
  registerTrustAnchors,
  registerStatusLists,
  registerProfiles,
  registerProfileQuestions,
  registerProfileSurroundings,
  registerProviders,
  registerFaceChecks,
  registerPeople,
  registerPeopleChanges,
  registerGroups,
  registerPeopleImports,
  registerImportFindings,
  registerRequireRecovery,
];

export async function registerPortalDoor(server: FastifyInstance, door: PortalDoor): Promise<void> {
  await server.register(async (scope) => {
    const app: PortalApp = scope.withTypeProvider<ZodTypeProvider>();
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    app.setErrorHandler(answerError);
    app.decorateRequest('admin', null as never);
    app.addHook('onRoute', demandRoles);
    app.addHook('onRequest', async (request, reply) => {
      request.id = randomUUID();
      void reply.header('request-id', request.id);
    });
    await describeApi(app);
    await app.register(async (inner) => {
      const guarded: PortalApp = inner.withTypeProvider<ZodTypeProvider>();
      // Before the body is read: a stranger's gigabyte is not even listened to.
      guarded.addHook('onRequest', authorize(door));
      guarded.addHook('preValidation', refuseNul);
      for (const register of subjects) register(guarded, door);
    });
  });
}
