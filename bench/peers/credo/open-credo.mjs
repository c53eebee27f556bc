/**
 * Credo 0.6.3 as a verifier, for the bench and for `docs/interoperability.md`. Not part of Regain: it is installed by hand, in
 * this folder, and takes the wallet's answers from outside.
 */
import {
  Agent,
  ConsoleLogger,
  InjectionSymbols,
  Kms,
  LogLevel,
  StorageVersionRecord,
  X509Certificate,
  X509Module,
} from '@credo-ts/core';
import {
  agentDependencies,
  NodeInMemoryKeyManagementStorage,
  NodeKeyManagementService,
} from '@credo-ts/node';
import { OpenId4VcModule } from '@credo-ts/openid4vc';
import express from 'express';

/** Records in memory, by type and id. */
function createMemoryStorage() {
  const records = new Map();
  const of = (type) => records.get(type) ?? records.set(type, new Map()).get(type);
  const matches = (record, { $and = [], $or = [], ...tags }) =>
    Object.entries(tags).every(([name, value]) => record.getTags()[name] === value) &&
    $and.every((each) => matches(record, each)) &&
    ($or.length === 0 || $or.some((each) => matches(record, each)));
  return {
    supportsCursorPagination: false,
    supportsLocking: true,
    save: async (_context, record) => void of(record.type).set(record.id, record),
    update: async (_context, record) => void of(record.type).set(record.id, record),
    updateByIdWithLock: async (_context, { type }, id, change) => {
      const changed = await change(of(type).get(id));
      of(type).set(id, changed);
      return changed;
    },
    delete: async (_context, record) => void of(record.type).delete(record.id),
    deleteById: async (_context, { type }, id) => void of(type).delete(id),
    getById: async (_context, { type }, id) => {
      const found = of(type).get(id);
      if (found === undefined) throw new Error(`no ${type} ${id}`);
      return found;
    },
    getAll: async (_context, { type }) => [...of(type).values()],
    findByQuery: async (_context, { type }, query) =>
      [...of(type).values()].filter((each) => matches(each, query)),
  };
}

/**
 * @param {{ trustedCertificates: string[], signer: { certificate: string, privateJwk: object } }} options certificates in base64
 */
export async function openCredo({ trustedCertificates, signer }) {
  const storage = createMemoryStorage();
  await storage.save(
    undefined,
    new StorageVersionRecord({ storageVersion: StorageVersionRecord.frameworkStorageVersion }),
  );
  const agent = new Agent({
    config: { logger: new ConsoleLogger(LogLevel.off), allowInsecureHttpUrls: true },
    dependencies: agentDependencies,
    modules: {
      storage: {
        register: (manager) => manager.registerInstance(InjectionSymbols.StorageService, storage),
      },
      kms: new Kms.KeyManagementModule({
        backends: [new NodeKeyManagementService(new NodeInMemoryKeyManagementStorage())],
      }),
      x509: new X509Module({ trustedCertificates }),
      openid4vc: new OpenId4VcModule({ app: express(), verifier: { baseUrl: 'http://localhost:1/oid4vp' } }),
    },
  });
  await agent.initialize();
  const { keyId } = await agent.kms.importKey({ privateJwk: signer.privateJwk });
  const certificate = X509Certificate.fromEncodedCertificate(signer.certificate);
  certificate.keyId = keyId;
  const { verifierId } = await agent.openid4vc.verifier.createVerifier();
  return {
    version: '0.6.3',
    /** The payload of a new request, and what verifies the answer to it. */
    ask: async (query) => {
      const { verificationSession } = await agent.openid4vc.verifier.createAuthorizationRequest({
        verifierId,
        requestSigner: { method: 'x5c', x5c: [certificate], clientIdPrefix: 'x509_hash' },
        responseMode: 'direct_post.jwt',
        dcql: { query },
        version: 'v1',
      });
      return {
        request: JSON.parse(
          Buffer.from(verificationSession.authorizationRequestJwt.split('.')[1], 'base64url').toString(),
        ),
        verify: (response) => {
          // It takes an answer once; the bench brings the same one again.
          verificationSession.state = 'RequestCreated';
          return agent.openid4vc.verifier.verifyAuthorizationResponse({
            verificationSessionId: verificationSession.id,
            authorizationResponse: { response },
          });
        },
      };
    },
  };
}
