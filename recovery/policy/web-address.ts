import { z } from 'zod';
import { because } from './describe-issue.ts';

/**
 * A web address a person, or what we know of one, may be sent to. Loopback and plain http are for an example's strangers. A fragment would be lost, and a
 * user name would make it look like another host.
 */
export function webAddress(example: boolean) {
  return z
    .string()
    .trim()
    .max(500, 'is too long')
    .refine(
      (given) => {
        const url = URL.parse(given);
        if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false;
        const isLoopback = ['localhost', '127.0.0.1'].includes(url.hostname);
        return isLoopback ? example : url.protocol === 'https:';
      },
      because('httpsAddress', 'must be an https address, without user name and fragment'),
    );
}
