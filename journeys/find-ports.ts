import { createServer } from 'node:net';

/** Below the ports that a system hands out by itself. Three in a row at most: regain, wallet, sandbox. */
const [lowest, rowsOfThree] = [12_000, 6_500];

/**
 * The first of so many ports in a row that nobody uses. Between the look and the use another test could come: so each of the
 * processes that run tests side by side looks among rows of its own.
 */
export async function findPorts(inARow: number): Promise<number> {
  const mates = 16;
  const own = Number(process.env.VITEST_POOL_ID ?? 0) % mates;
  for (let tries = 0; tries < 50; tries += 1) {
    const row = own + mates * Math.floor(Math.random() * (rowsOfThree / mates));
    const first = lowest + 3 * row;
    const ports = Array.from({ length: inARow }, (_, place) => first + place);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`No ${inARow} free ports in a row were found.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, () => probe.close(() => answer(true)));
  });
}
