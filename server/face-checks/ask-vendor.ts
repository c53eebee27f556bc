import { createOutboundFetch, type OutboundProblem } from '../../connectors/outbound/index.ts';
import type { FaceCheckVendor } from '../../recovery/policy/index.ts';
import type { Config } from '../config.ts';
import type { Installation } from '../installation.ts';
import { readPrivateAddresses } from '../settings/index.ts';
import { openVendorSecret } from './vendor-secret.ts';

const timeoutMs = 2_000;

/** Only an example asks this machine (D36). */
export function loopbackOriginsOf(
  { example }: Pick<Config, 'example'>,
  { address }: Pick<FaceCheckVendor, 'address'>,
): readonly string[] {
  const url = URL.parse(address);
  const isLoopback = url !== null && ['localhost', '127.0.0.1'].includes(url.hostname);
  return example && isLoopback ? [url.origin] : [];
}

/** Is it there, and does it take our key? Says no word about anybody. A key that was sealed for another address is not shown to this one. */
export async function askVendor(
  installation: Pick<Installation, 'config' | 'keys' | 'settings'>,
  vendor: FaceCheckVendor,
): Promise<{ readonly problem: OutboundProblem | null; readonly tookMs: number }> {
  const ask = createOutboundFetch({
    loopbackOrigins: loopbackOriginsOf(installation.config, vendor),
    timeoutMs,
    readPrivateAddresses: () => readPrivateAddresses(installation),
  });
  const startedAt = performance.now();
  const bearer = readSecret(installation, vendor);
  if (bearer === null) return { problem: 'address', tookMs: 0 };
  const answer = await ask({
    url: `${vendor.address.replace(/\/$/, '')}/health`,
    accept: 'application/json',
    maximumBytes: 64_000,
    bearer,
    alsoTakes: [204],
  });
  return {
    problem: answer.kind === 'problem' ? answer.problem : null,
    tookMs: Math.round(performance.now() - startedAt),
  };
}

function readSecret(installation: Pick<Installation, 'keys'>, vendor: FaceCheckVendor): string | null {
  try {
    return openVendorSecret(installation, vendor);
  } catch (cause) {
    if (cause instanceof TypeError) return null;
    throw cause;
  }
}
