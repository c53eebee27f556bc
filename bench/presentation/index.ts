/** `npm run bench -- presentation`: how fast answers of wallets are verified, beside what the cryptography alone takes. */
export { measurePresentation } from './measure-presentation.ts';
