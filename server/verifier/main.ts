import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createRequestSigner } from '../../connectors/request-signing/index.ts';
import { createKnownCertificates } from '../../recovery/journey/index.ts';
import { generateEncryptionKey } from '../assemble-journey.ts';
import { ConfigProblem } from '../config.ts';
import { createLookUps } from '../create-look-ups.ts';
import { sandboxExtension } from '../sandbox-extension.ts';
import { createVerifierBench } from './create-verifier-bench.ts';
import { openRequestIdentity } from './open-request-identity.ts';
import { readOptions } from './read-options.ts';

/**
 * `npm run verifier -- [--profile <file>] [--listen 127.0.0.1:4003] [--origin https://…] [--cert <file> --key <file>]`: the verifier
 * bench, until it is interrupted. What it prints is for whoever started it; it writes no log.
 */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const { origin, profile, https, folder, isLocal } = options;
  const { identity, authorityPem } = await openRequestIdentity({ folder, origin, now: Date.now() });
  const token = isLocal ? null : randomBytes(24).toString('base64url');
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const bench = createVerifierBench({
    ...{ now: Date.now, randomBytes, generateEncryptionKey, origin, authorityPem, token },
    signers: {
      x509_hash: createRequestSigner(identity, 'x509_hash'),
      x509_san_dns: createRequestSigner(identity, 'x509_san_dns'),
    },
    understoodExtensions: [sandboxExtension],
    knownCertificates: createKnownCertificates(),
    ...createLookUps({
      config: options,
      now: Date.now,
      onProblem: ({ host, problem }) => print(`${host}: ${problem}`),
    }),
    ...(profile !== null && { profile }),
    ...(https !== null && { https }),
  });
  await bench.app.listen({ host: options.host, port: options.port });
  print(`The verifier bench listens on ${origin}`);
  print(`Its authority, for wallets to trust: ${join(folder, 'authority.pem')}`);
  if (token !== null) print(`Token for starting requests and reading results: ${token}`);
  if (profile !== null) {
    const { address, result } = await bench.start(profile);
    print(`Request: ${address}`);
    print(`Result:  ${result}`);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void bench.app.close().then(() => process.exit(0)));
}

main().catch((cause: unknown) => {
  const isKnown = cause instanceof ConfigProblem || (cause instanceof Error && 'code' in cause);
  const line = isKnown
    ? cause.message
    : `The bench could not start: ${cause instanceof Error ? cause.stack : cause}`;
  process.stderr.write(`${line}\n`, () => process.exit(1));
});
