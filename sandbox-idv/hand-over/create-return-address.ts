import type { HandOver } from './verify-hand-over.ts';

export type ReturnStatus = 'done' | 'failed' | 'cancelled';

/** Where the person goes back to. The status is a hint; only the credential proves anything. */
export function createReturnAddress(handOver: HandOver, status: ReturnStatus): string {
  const url = new URL(handOver.returnTo);
  url.searchParams.set('request', handOver.requestId);
  url.searchParams.set('status', status);
  return url.href;
}
