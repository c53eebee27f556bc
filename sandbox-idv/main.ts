/**
 * Specimen ID: a pretend identity verification provider that issues real credentials into real wallets.
 *
 * A process of its own and a stranger to Regain: it speaks HTTP, shares no code, and could be replaced by any
 * provider. It takes people over by a signed link (`hand-over/`), pretends to verify them (`verification/`,
 * `pages/`), and issues an SD-JWT VC over OpenID4VCI 1.0 (`issuance/`) under its own authority (`authority/`).
 * All state but its keys is in memory: after a restart running checks and offers are forgotten.
 *
 * Settings: `config.ts`. Started by the launcher or by `node sandbox-idv/main.ts`.
 */
import { randomBytes } from 'node:crypto';
import { AuthorityError, openAuthority } from './authority/index.ts';
import { ConfigError, readConfig } from './config.ts';
import { createSandbox } from './create-sandbox.ts';
import { readSpecimens } from './verification/index.ts';

const now = () => Date.now();

try {
  const config = readConfig(process.env);
  const signer = await openAuthority({ dataDir: config.dataDir, origin: config.origin, now });
  const specimens = await readSpecimens(config.specimensDir, new Date(now()).toISOString().slice(0, 10));
  const app = await createSandbox({ config, signer, specimens, now, randomBytes });
  await app.listen({ port: config.port, host: config.host });
  process.stdout.write(`sandbox provider ready at ${config.origin}\n`);

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (config.followStdin) process.stdin.once('close', stop).once('end', stop).resume(); // D4: end with the launcher
} catch (error) {
  process.stderr.write(`sandbox provider: ${describe(error)}\n`);
  process.exit(1);
}

/** One line for the operator. */
function describe(error: unknown): string {
  if (error instanceof ConfigError || error instanceof AuthorityError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return `port ${process.env.SANDBOX_PORT ?? 4002} is already in use`;
  if ('code' in error && error.code === 'EACCES')
    return `port ${process.env.SANDBOX_PORT ?? 4002} is not allowed`;
  return error.message.split('\n')[0] ?? 'unknown error';
}
