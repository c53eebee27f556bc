import { readFileSync } from 'node:fs';

/*
 * Loaded before Regain by `openHouse({ turnsClock: true })`: time as this process reads it runs ahead by the milliseconds that
 * stand in a file. Regain alone: wallet, provider and browser keep the true time, as strangers would.
 */
const file = process.env.REGAIN_STORY_CLOCK;
if (file !== undefined && process.argv[1]?.endsWith('server/main.ts')) turn(file);

function turn(ahead: string): void {
  const trueNow = Date.now;
  const now = () => trueNow() + Number(readFileSync(ahead, 'utf8'));
  Date.now = now;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, type) => Reflect.construct(target, given.length === 0 ? [now()] : given, type),
  });
}
