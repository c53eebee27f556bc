/**
 * Tokens and wrapped secrets: what may stand in the database instead of the secret itself.
 * Does not own: passwords (`methods/`), pass values (`passes/`). Called by: the other folders of `directory/`.
 */
export { createToken, hashToken } from './token.ts';
export { unwrapSecret, wrapSecret } from './wrap-secret.ts';
