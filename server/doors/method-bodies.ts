import { z } from 'zod';
import { base64url } from './sign-in-door.ts';

/** What `PublicKeyCredential.toJSON()` gives after a registration, as far as it is used. */
export const attestation = z.object({
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8_000),
    attestationObject: base64url(40_000),
    transports: z.array(z.string().max(20)).max(10).exactOptional(),
  }),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});

/** How the person calls a passkey. */
export const label = z.string().trim().min(1).max(60);

/** Apps show "123 456". */
export const totpCode = z
  .string()
  .max(32)
  .transform((code) => code.replace(/\s/g, ''));
