/** Ends the session and goes where a signed-out person can be. The next page says it, should the call have failed. */
export const signOut = async (next: string): Promise<void> => {
  try {
    await fetch('/api/sign-out', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
  } finally {
    location.assign(next);
  }
};
