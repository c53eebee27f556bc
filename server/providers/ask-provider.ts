import { createOutboundFetch, type OutboundProblem } from '../../connectors/outbound/index.ts';
import type { Provider } from '../../recovery/policy/index.ts';
import type { Installation } from '../installation.ts';
import { readPrivateAddresses } from '../settings/index.ts';

/** A person waits on it. */
const timeoutMs = 2_000;

/**
 * Is it there? Its status address answers 200 or it is not. Guarded (D36): an admin names the address, and must not be able to
 * look around in our own network with it. Only an example asks this machine.
 */
export async function askProvider(
  installation: Pick<Installation, 'config' | 'settings'>,
  { statusAddress }: Pick<Provider, 'statusAddress'>,
): Promise<{ readonly problem: OutboundProblem | null; readonly tookMs: number }> {
  const url = URL.parse(statusAddress);
  const isLoopback = url !== null && ['localhost', '127.0.0.1'].includes(url.hostname);
  const ask = createOutboundFetch({
    loopbackOrigins: installation.config.example && isLoopback ? [url.origin] : [],
    readPrivateAddresses: () => readPrivateAddresses(installation),
    timeoutMs,
  });
  const startedAt = performance.now();
  const answer = await ask({ url: statusAddress, accept: '*/*', maximumBytes: 64_000 });
  return {
    problem: answer.kind === 'problem' ? answer.problem : null,
    tookMs: Math.round(performance.now() - startedAt),
  };
}
