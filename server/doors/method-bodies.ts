import { z } from 'zod';
import { base64url, typedText } from './sign-in-door.ts';

/** What `PublicKeyCredential.toJSON()` gives after a registration, as far as it is used. */
export const attestation = z.object({
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8_000),
    attestationObject: base64url(40_000),
    transports: z
      .array(z.string().regex(/^[a-z0-9-]{1,20}$/))
      .max(10)
      .exactOptional(),
  }),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});

/**
 * How the person calls a passkey. It comes back in notices and on the last page, so nothing in it may break a line, turn
 * the direction of what follows or be there unseen.
 */
export const label = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u);

export const newPassword = z.object({ password: typedText(1_024) });

/** Apps show "123 456". */
export const totpCode = z
  .string()
  .max(32)
  .transform((code) => code.replace(/\s/g, ''))
  .pipe(typedText(32));
