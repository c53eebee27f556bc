import type { JourneyPorts } from '../ports.ts';
import type { Phone } from './phone.ts';
import { derive } from './phone-secrets.ts';

/** Crockford's: no letter that is taken for another, or for a digit. Five bits each. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;
const group = 4;

/** Forty bits, in two groups: what the phone shows and the starting browser takes (R13). Three tries in ten minutes. */
export function phoneCode(
  ports: Pick<JourneyPorts, 'keys'>,
  of: { readonly recoveryId: string; readonly phone: Phone },
): string {
  const bytes = Buffer.from(derive(ports, of, 'code'), 'base64url').subarray(0, length);
  const code = [...bytes].map((byte) => letters[byte % letters.length]).join('');
  return `${code.slice(0, group)}-${code.slice(group)}`;
}

/** What somebody typed, as `phoneCode` writes it: any case, any spacing, letters for the digits they look like, other digits. */
export function readTypedCode(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .toUpperCase()
    .replaceAll(/[\s\p{P}\p{Cf}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return `${plain.slice(0, group)}-${plain.slice(group)}`;
}
