import { test } from 'vitest';
import { nameKeys } from '../connectors/directory/built-in/index.ts';
import { openTestDirectory } from './test-directory.ts';
test('bulk', async () => {
  const f = await openTestDirectory({ nameKeys });
  const g = ['Anna', 'Ben', 'Carla', 'Dieter', 'Eva', 'Finn', 'Gül', 'Hana', 'Ivo', 'Jörg'];
  const many = Array.from({ length: 30000 }, (_, i) => ({ accountName: `b.${i}`, givenName: g[i % 10]!, surname: `Name${(i % 3000).toString(36)}`, groups: ['Staff'], mails: [{ mail: `b.${i}@x.example`, confirmed: true }] }));
  let t = Date.now();
  await f.directory.accounts.createMany(many);
  console.log('create 30k ms', Date.now() - t);
  t = Date.now();
  for (let i = 0; i < 100; i++) { const a = await f.directory.accounts.find(`b.${i * 7}`); await f.directory.accounts.findLookalikes(a); }
  console.log('100 lookups before analyze ms', Date.now() - t);
  t = Date.now(); await f.directory.accounts.readPopulation(); console.log('population ms', Date.now() - t);
  await f.database.close();
}, 200000);
