/** Port: where DID documents come from. The adapter downloads and keeps them; it believes nothing that is in them. */
export interface IssuerKeys {
  /**
   * @param request.did a `did:web`, without fragment
   * @param request.notBefore epoch milliseconds: downloaded then or later
   * @returns the document as JSON and when it came (epoch milliseconds); null when it cannot be had
   */
  readDocument(request: {
    readonly did: string;
    readonly notBefore: number;
  }): Promise<{ readonly document: unknown; readonly fetchedAt: number } | null>;
}
