import { Secret, TOTP } from 'otpauth';

const period = 30;

/** The authenticator app on somebody's phone, set up by typing the key. */
export interface AuthenticatorApp {
  /**
   * A code that was never given before. Each code works once, so who needs a second one within half a minute gets the
   * next: the server takes a clock that is one step ahead.
   */
  nextCode(): string;
}

/** @param key as the page shows it: base32, in groups. */
export function setUpAuthenticatorApp(key: string): AuthenticatorApp {
  const totp = new TOTP({
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: Secret.fromBase32(key.replace(/\s/g, '')),
  });
  let last = 0;
  return {
    nextCode: () => {
      const current = Math.floor(Date.now() / 1000 / period);
      last = Math.max(current, last + 1);
      if (last > current + 1) throw new Error('Two codes ahead: no server takes that');
      return totp.generate({ timestamp: last * period * 1000 });
    },
  };
}
