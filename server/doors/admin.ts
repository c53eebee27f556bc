import { chmodSync, rmSync } from 'node:fs';
import Fastify from 'fastify';
import { type Administration, AdminProblem } from '../administration/index.ts';

/**
 * The administrator's door: a Unix socket that only the owner of the data folder can open (D6). One address per act;
 * the command-line tools are its only callers until there is a portal.
 */
export async function listenForAdmins(options: {
  readonly socket: string;
  readonly administration: Administration;
  /** Our own mistakes: whoever asked is told only that there was one. */
  readonly onFailure: (failure: { readonly act: string; readonly cause: unknown }) => void;
}): Promise<() => Promise<void>> {
  const { socket, administration, onFailure } = options;
  const door = Fastify({ bodyLimit: 1_000_000 });
  door.post('/:act', async (request, reply) => {
    const { act } = request.params as { act: string };
    try {
      return { result: (await carryOut(administration, act, request.body)) ?? null };
    } catch (cause) {
      if (cause instanceof AdminProblem) return reply.code(409).send({ problem: cause.message });
      onFailure({ act, cause });
      return reply.code(500).send({});
    }
  });
  rmSync(socket, { force: true });
  await door.listen({ path: socket });
  chmodSync(socket, 0o600);
  return async () => {
    await door.close();
    rmSync(socket, { force: true });
  };
}

/** Acts by name; whoever holds the socket is trusted to give them their shapes. */
export async function carryOut(administration: Administration, act: string, body: unknown): Promise<unknown> {
  if (!Object.hasOwn(administration, act)) throw new AdminProblem(`There is no act ${act}`);
  const perform = administration[act as keyof Administration] as (request: unknown) => Promise<unknown>;
  return await perform(body ?? {});
}
