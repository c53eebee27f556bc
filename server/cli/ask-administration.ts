import { request } from 'node:http';
import { join } from 'node:path';
import { createLocalFaceMatcher } from '../../connectors/face-matcher/local/index.ts';
import { AdminProblem, createAdministration } from '../administration/index.ts';
import { assembleJourney } from '../assemble-journey.ts';
import { type Config, readConfig } from '../config.ts';
import { carryOut } from '../doors/admin.ts';
import { openInstallation } from '../installation.ts';

/**
 * Asks the running server over its socket; if none listens, takes the lock and opens the database itself (D6).
 * Throws `AdminProblem`, `ConfigProblem` or `DatabaseProblem`.
 */
export async function askAdministration<T>(act: string, body: object): Promise<T> {
  const config = readCliConfig();
  const answer = await askSocket(join(config.dataDir, 'regain', 'admin.sock'), act, body);
  if (answer !== null) return answer as T;
  const installation = await openInstallation(config);
  const faceMatcher = createLocalFaceMatcher();
  try {
    const { journey } = await assembleJourney(installation, faceMatcher);
    const administration = createAdministration({ installation, faceMatcher, journey });
    return (await carryOut(administration, act, body)) as T;
  } finally {
    await faceMatcher.close();
    await installation.close();
  }
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
            reject(new AdminProblem(said.problem ?? 'The server could not carry that out; its log says why'));
        });
      },
    );
    call.on('error', (cause: NodeJS.ErrnoException) =>
      cause.code === 'ENOENT' || cause.code === 'ECONNREFUSED' ? resolve(null) : reject(cause),
    );
    call.end(JSON.stringify(body));
  });
}
