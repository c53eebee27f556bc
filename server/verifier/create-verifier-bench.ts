import Fastify, { type FastifyInstance } from 'fastify';
import { registerWalletDoor } from '../doors/wallet.ts';
import { protect, refuseUnreadable } from '../protect.ts';
import { createTransactions, type VerifierPorts } from './create-transactions.ts';
import type { TestProfile } from './parse-test-profile.ts';
import { registerTransactionsDoor } from './transactions-door.ts';

export interface VerifierBench {
  /** Nothing listens yet. */
  readonly app: FastifyInstance;
  /** Starts a transaction; gives the address that opens the wallet, and the one of its result. */
  start(profile: TestProfile): Promise<{ readonly address: string; readonly result: string }>;
}

/** The bench as one HTTP application on its ports. */
export function createVerifierBench(
  options: VerifierPorts & {
    /** The authority above the request certificate, for wallets to trust. PEM. */
    readonly authorityPem: string;
    /** Asked of whoever starts a transaction or reads its result; null: it listens on this machine alone. */
    readonly token: string | null;
    /** What is asked when a request brings no profile of its own. */
    readonly profile?: TestProfile;
    readonly https?: { readonly cert: Buffer; readonly key: Buffer };
  },
): VerifierBench {
  const { origin, token, https } = options;
  const app = Fastify({
    logger: false,
    bodyLimit: 200_000,
    forceCloseConnections: true,
    frameworkErrors: refuseUnreadable({ origin }),
    ...(https !== undefined && { https }),
  }) as unknown as FastifyInstance;
  protect(app, {
    origin,
    programs: ['/transactions'],
    // With a token a foreign name gets nowhere; without one it must not lead here at all.
    ...(token === null && { onlyHosts: [new URL(origin).host] }),
  });
  const transactions = createTransactions(options);
  registerWalletDoor(app, { asking: transactions.asking, jwks: null, plainAnswers: true });
  registerTransactionsDoor(app, { ...options, transactions });
  return {
    app,
    start: async (profile) => {
      const transaction = await transactions.start(profile);
      return {
        address: transactions.addressOf(transaction),
        result: `${origin}/transactions/${transaction.id}`,
      };
    },
  };
}
