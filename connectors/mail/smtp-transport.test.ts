import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSmtpTransport } from './index.ts';
import { openTestMailServer } from './test-mail-server.ts';

let server: Awaited<ReturnType<typeof openTestMailServer>>;
beforeAll(async () => {
  server = await openTestMailServer();
});
afterAll(() => server.close());

const mail = {
  to: ['ines@example.org', 'ines.private@example.org'],
  subject: 'Inês, Ihr Konto: تمت استعادة حسابك',
  text: 'Guten Tag Inês,\n\nÖffnen Sie diesen Link:\nhttps://recover.example.org/recover/not-me#abc\n\n.\nتم\n',
};
const transport = () =>
  createSmtpTransport({ url: server.url, from: 'Regain <no-reply@recover.example.org>' });

test('a mail arrives as it was written, in any language, and says that no person wrote it', async () => {
  await transport()(mail);
  const [arrived] = server.received.splice(0);
  expect(arrived).toMatchObject({ from: 'no-reply@recover.example.org', to: mail.to, subject: mail.subject });
  expect(arrived?.text.trimEnd()).toBe(mail.text.trimEnd());
  expect(arrived?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(arrived?.headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8/);
  expect(/^[ -~]+$/.test(arrived?.headers.get('subject') ?? ''), 'encoded on the way').toBe(true);
});

test('a subject or address cannot smuggle in a header', async () => {
  await transport()({ ...mail, to: ['ines@example.org'], subject: 'Hello\r\nBcc: evil@example.org' });
  const [arrived] = server.received.splice(0);
  expect(arrived?.to).toEqual(['ines@example.org']);
  expect(arrived?.headers.has('bcc')).toBe(false);
});

test('a server that refuses, and one that is not there, are errors for whoever retries', async () => {
  server.state.refuses = true;
  await expect(transport()(mail)).rejects.toThrow(/451/);
  server.state.refuses = false;
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const gone = (probe.address() as { port: number }).port;
  probe.close();
  const nobody = createSmtpTransport({ url: `smtp://127.0.0.1:${gone}`, from: 'x@example.org' });
  await expect(nobody(mail)).rejects.toThrow(/ECONNREFUSED/);
  expect(server.received).toEqual([]);
});

test('a server that says nothing is given up in seconds, not minutes: stopping must not wait for it', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `smtp://127.0.0.1:${(silent.address() as { port: number }).port}`;
  const startedAt = performance.now();
  await expect(createSmtpTransport({ url, from: 'x@example.org' })(mail)).rejects.toThrow(/greeting/i);
  expect(performance.now() - startedAt).toBeLessThan(25_000);
  silent.close();
});
