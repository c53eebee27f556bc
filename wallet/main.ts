/**
 * Serves the reference wallet. Settings, all optional:
 *
 *   WALLET_PORT                  port on loopback, default 4001
 *   WALLET_ORIGIN                where people reach it, default http://127.0.0.1:WALLET_PORT
 *   WALLET_TRUSTED_AUTHORITIES   PEM files of verifiers' authorities, separated by commas; may appear later
 *   WALLET_FOLLOW_STDIN          1: end when standard input closes (a launcher holds the other end)
 */
import path from 'node:path';
import { createWalletServer, loadPages } from './server/index.ts';

const { WALLET_PORT = '4001', WALLET_TRUSTED_AUTHORITIES = '', WALLET_FOLLOW_STDIN } = process.env;
const port = Number(WALLET_PORT);
const origin = process.env.WALLET_ORIGIN ?? `http://127.0.0.1:${WALLET_PORT}`;

function giveUp(reason: string): never {
  process.stderr.write(`wallet: ${reason}\n`);
  process.exit(1);
}

if (!Number.isInteger(port) || port < 1 || port > 65_535) giveUp('WALLET_PORT is not a port number');
if (!URL.canParse(origin)) giveUp('WALLET_ORIGIN is not an address');

const pages = await loadPages(path.join(import.meta.dirname, 'dist')).catch(() =>
  giveUp('its pages are not built. Run: npm run build -w wallet'),
);
const authorityFiles = WALLET_TRUSTED_AUTHORITIES.split(',')
  .map((file) => file.trim())
  .filter((file) => file !== '');

const server = createWalletServer({ pages, authorityFiles });
server.on('error', (error: NodeJS.ErrnoException) =>
  giveUp(error.code === 'EADDRINUSE' ? `port ${port} is in use (WALLET_PORT)` : error.message),
);
server.listen(port, '127.0.0.1', () => process.stdout.write(`wallet: ready on ${origin}\n`));

let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  server.close(() => process.exit(0));
  server.closeAllConnections();
}
process.on('SIGTERM', end);
process.on('SIGINT', end);
if (WALLET_FOLLOW_STDIN === '1') process.stdin.on('end', end).on('error', end).resume();
