/** Tabs of the portal tell each other that somebody has signed in, so that waiting calls go on by themselves. */
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('regain.portal') : null;

export const tellOtherTabs = (): void => channel?.postMessage('signedIn');

export const hearOtherTabs = (heard: () => void): (() => void) => {
  channel?.addEventListener('message', heard);
  return () => channel?.removeEventListener('message', heard);
};
