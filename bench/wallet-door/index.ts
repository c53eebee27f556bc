/**
 * `npm run bench -- wallet-door`: the address where wallets answer, of a real server on PostgreSQL, over HTTP: how many answers it takes,
 * and what it does with those who want to keep it busy. Loopback only; everything it starts ends with it.
 */
export { measureWalletDoor } from './measure-wallet-door.ts';
