import dns from 'node:dns/promises';
import https, { type RequestOptions } from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

/*
 * Loaded before Regain by `openRealHouse`: for this process, every host under `.example` is out on the internet, and answers from
 * a port of this machine. The product's guard stays as it is (D36): it asks for the addresses of a name and gets a public one.
 */
const port = process.env.REGAIN_STORY_INTERNET;
if (port !== undefined && process.argv[1]?.endsWith('server/main.ts')) stand(Number(port));

function stand(at: number): void {
  const isPretended = (host: string) => host.endsWith('.example');
  const [lookup, request] = [dns.lookup, https.request];
  // Public, and never connected to.
  const somewhere = [{ address: '1.2.3.4', family: 4 }];
  dns.lookup = (async (host: string, options: object) =>
    isPretended(host) ? somewhere : lookup(host, options)) as typeof dns.lookup;
  https.request = ((url: URL, options: RequestOptions, onAnswer: never) =>
    request(
      url,
      isPretended(url.hostname) ? { ...options, port: at, lookup: answerLoopback } : options,
      onAnswer,
    )) as typeof https.request;
  syncBuiltinESMExports();
}

const answerLoopback: RequestOptions['lookup'] = (_host, { all }, answer) => {
  if (all) answer(null, [{ address: '127.0.0.1', family: 4 }]);
  else answer(null, '127.0.0.1', 4);
};
