import { request } from 'node:http';
import { join } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { CommandProblem } from './command-problem.ts';

/**
 * Asks the running server over its socket; if none listens, takes the lock and opens the database itself (D6), for which
 * alone the whole of Regain is loaded: a tool that asks is there at once.
 * Throws `CommandProblem` or `ConfigProblem`.
 */
export async function askAdministration<T>(act: string, body: object): Promise<T> {
  const config = readCliConfig();
  const answer = await askSocket(join(config.dataDir, 'regain', 'admin.sock'), act, body);
  if (answer !== null) return answer as T;
  const { carryOutHere } = await import('./carry-out-here.ts');
  return (await carryOutHere(config, act, body)) as T;
}

/** The tools serve both kinds of installation: `REGAIN_ORIGIN` given means a real one, as with `serve`. */
function readCliConfig(): Config {
  return readConfig(process.env, process.env.REGAIN_ORIGIN === undefined ? 'example' : 'serve');
}

/** Null when nobody listens. */
async function askSocket(socketPath: string, act: string, body: object): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    const call = request(
      { socketPath, path: `/${act}`, method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const said = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
            result?: unknown;
            problem?: string;
          };
          if (response.statusCode === 200) resolve({ ...said }.result ?? undefined);
          else
            reject(
              new CommandProblem(said.problem ?? 'The server could not carry that out; its log says why'),
            );
        });
      },
    );
    call.on('error', (cause: NodeJS.ErrnoException) =>
      cause.code === 'ENOENT' || cause.code === 'ECONNREFUSED' ? resolve(null) : reject(cause),
    );
    call.end(JSON.stringify(body));
  });
}
