import { createServer } from 'node:net';

/** The first of so many ports in a row that nobody uses. */
export async function findPorts(inARow: number): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const first = 20_000 + 3 * Math.floor(Math.random() * 4_000);
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
