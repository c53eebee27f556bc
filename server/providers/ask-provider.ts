import { createOutboundFetch, type OutboundProblem } from '../../connectors/outbound/index.ts';
import type { Provider } from '../../recovery/policy/index.ts';
import type { Config } from '../config.ts';

/** A person waits on it. */
const timeoutMs = 2_000;

/**
 * Is it there? Its status address answers 200 or it is not. Guarded (D36): an admin names the address, and must not be able to
 * look around in our own network with it. Only an example asks this machine.
 */
export async function askProvider(
  { example }: Pick<Config, 'example'>,
  { statusAddress }: Pick<Provider, 'statusAddress'>,
): Promise<{ readonly problem: OutboundProblem | null; readonly tookMs: number }> {
  const url = URL.parse(statusAddress);
  const isLoopback = url !== null && ['localhost', '127.0.0.1'].includes(url.hostname);
  const ask = createOutboundFetch({
    loopbackOrigins: example && isLoopback ? [url.origin] : [],
    timeoutMs,
  });
  const startedAt = performance.now();
  const answer = await ask({ url: statusAddress, accept: '*/*', maximumBytes: 64_000 });
  return {
    problem: answer.kind === 'problem' ? answer.problem : null,
    tookMs: Math.round(performance.now() - startedAt),
  };
}
