/**
 * What this tab already answered, so that a reload, a double click or a lost connection sends the same bytes again
 * instead of a second answer (D24). The answer is encrypted for the verifier; the tab forgets it when it closes.
 */
export interface Receipt {
  /** The nonce of the request and the credentials chosen: what makes two answers the same. */
  readonly fingerprint: string;
  readonly answer: string;
  /** Set once the verifier took it: where to go on, or `null` for nowhere. */
  readonly redirect?: string | null;
}

const keyFor = (page: string) => `answer ${page}`;

export function findReceipt(page: string): Receipt | undefined {
  const stored = sessionStorage.getItem(keyFor(page));
  return stored === null ? undefined : (JSON.parse(stored) as Receipt);
}

export function keepReceipt(page: string, receipt: Receipt): void {
  sessionStorage.setItem(keyFor(page), JSON.stringify(receipt));
}
