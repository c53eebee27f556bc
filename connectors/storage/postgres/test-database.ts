import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The server that tests may use: CI starts one and names it here. */
export const testServer = process.env.REGAIN_TEST_DATABASE_URL ?? process.env.DATABASE_URL;

/** A database of its own on the test server, dropped afterwards. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  if (testServer === undefined) throw new TypeError('no test server');
  const name = `regain_storage_${randomBytes(6).toString('hex')}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: testServer });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(testServer);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database if exists ${name} with (force)`) };
}
