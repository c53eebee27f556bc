import Fastify from 'fastify';
import { expect, test } from 'vitest';
import type { Outbox } from '../../connectors/mail/index.ts';
import { registerExampleDoor } from './example.ts';

test('an example shows its latest mails instead of sending them (D37)', async () => {
  const asked: number[] = [];
  const mail = { id: 'm1', to: ['a@example.org', 'b@example.org'], subject: 'Hello', text: 'Text', at: 5 };
  const outbox = {
    readLatest: async (limit: number) => {
      asked.push(limit);
      return [mail];
    },
  } as unknown as Outbox;
  const app = Fastify();
  registerExampleDoor(app, { outbox });
  expect((await app.inject('/api/outbox')).json()).toEqual({
    mails: [{ ...mail, to: 'a@example.org, b@example.org' }],
  });
  expect(asked).toEqual([50]);
});
