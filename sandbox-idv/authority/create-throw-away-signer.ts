import { createDidSigner, createSigner, type Signers } from './create-signer.ts';

/** An issuer under an authority that nobody has ever heard of, with the same names as the real sandbox's. */
export async function createThrowAwaySigner(options: {
  readonly origin: string;
  readonly now: number;
}): Promise<Signers> {
  const { createAuthority, createDidKey, createLeaf } = await import('./create-certificate.ts');
  const authority = await createAuthority({ now: options.now });
  return {
    ...createSigner(await createLeaf({ authority, ...options })),
    document: createSigner(await createLeaf({ authority, ...options, isDocumentSigner: true })),
    card: createDidSigner(await createDidKey()),
  };
}
