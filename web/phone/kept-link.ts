const key = 'regain.phone';

interface Opening {
  readonly link: string;
  readonly claim: string;
}

/** 256 bits, as the server asks for them. */
const draw = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
};

/** Until the server has answered: a reload in between must not lose a link that works once. */
export const keepOpening = (link: string): Opening => {
  const opening = { link, claim: draw() };
  try {
    sessionStorage.setItem(key, JSON.stringify(opening));
  } catch {
    // Storage is switched off: then it lasts for this document only.
  }
  return opening;
};

export const keptOpening = (): Opening | null => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Opening | null;
  } catch {
    return null;
  }
};

export const forgetOpening = (): void => {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
};
