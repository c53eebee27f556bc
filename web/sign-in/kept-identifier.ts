const key = 'regain.identifier';

/** What the person typed as their account, kept for this tab so that nobody types it twice. */
export const keptIdentifier = (): string => {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

export const keepIdentifier = (identifier: string): void => {
  try {
    sessionStorage.setItem(key, identifier);
  } catch {
    // Storage is switched off: it is typed again where needed.
  }
};
