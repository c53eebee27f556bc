import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of its own on this server, dropped afterwards. Null where no server is named: then the embedded engine serves. */
export async function createTestDatabase(
  server: string | undefined,
): Promise<{ url: string; drop(): Promise<void> } | null> {
  if (server === undefined || server === '') return null;
  const name = `regain_test_${randomBytes(6).toString('hex')}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database if exists ${name} with (force)`) };
}
