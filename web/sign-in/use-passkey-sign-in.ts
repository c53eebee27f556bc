import { type Answer, type SignedIn, signIn } from '../api/index.ts';
import { type Call, useCall } from '../ui/index.ts';
import { getPasskey } from './passkey.ts';
import { arrive } from './way-back.ts';

/** Signs in with whatever passkey this device has; no account is named (D14). */
const signInWithPasskey = async (): Promise<Answer<SignedIn>> => {
  const options = await signIn.passkeyOptions();
  if (!options.ok) return options;
  const made = await getPasskey(options.value);
  if (!made.ok) return made;
  return signIn.withPasskey(made.credential);
};

export const usePasskeySignIn = (): Call & { readonly start: () => void } => {
  const call = useCall();
  const start = () => void call.run(signInWithPasskey, arrive);
  return { ...call, start };
};
