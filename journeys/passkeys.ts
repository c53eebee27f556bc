import type { Page } from 'playwright-core';

/** A phone's or laptop's own passkey store, played by the browser. */
export interface Authenticator {
  /** False: the next ceremonies fail as if the person had cancelled (`NotAllowedError`). */
  setUserVerified(verified: boolean): Promise<void>;
  countPasskeys(): Promise<number>;
  /** The device is lost, with all its passkeys. */
  remove(): Promise<void>;
}

/**
 * Passkeys work on `http://localhost`, not on 127.0.0.1 (the RP id must be a domain). One authenticator per page:
 * Chromium keeps it with the page's DevTools session.
 */
export async function addAuthenticator(page: Page): Promise<Authenticator> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    setUserVerified: async (verified) => {
      await devTools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: verified });
    },
    countPasskeys: async () => {
      const { credentials } = await devTools.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials.length;
    },
    remove: async () => {
      await devTools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
      await devTools.detach();
    },
  };
}
