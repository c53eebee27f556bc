import { once } from 'node:events';
import { createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSmtpTransport } from './index.ts';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

/** A mail server on a free port that takes everything, or refuses it all. */
const received: Received[] = [];
let refuses = false;
let port = 0;
const sink = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onMailFrom: (_address, _session, done) =>
    refuses ? done(Object.assign(new Error('come back later'), { responseCode: 451 })) : done(),
  onData: (stream, session, done) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      received.push({
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        raw: Buffer.concat(chunks).toString('utf8'),
      });
      done();
    });
  },
});
beforeAll(async () => {
  const server = sink.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as { port: number }).port;
});
afterAll(() => new Promise<void>((closed) => sink.close(() => closed())));

const mail = {
  to: ['ines@example.org', 'ines.private@example.org'],
  subject: 'Inês, Ihr Konto: تمت استعادة حسابك',
  text: 'Guten Tag Inês,\n\nÖffnen Sie diesen Link:\nhttps://recover.example.org/recover/not-me#abc\n\n.\nتم\n',
};
const transport = () =>
  createSmtpTransport({ url: `smtp://127.0.0.1:${port}`, from: 'Regain <no-reply@recover.example.org>' });

/** RFC 2047 words and RFC 2045 quoted-printable or base64, as far as these mails use them. */
function decode({ raw }: Received) {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = new Map(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const unquote = (text: string) =>
    Buffer.from(
      text
        .replaceAll(/=\r\n/g, '')
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    ).toString('utf8');
  const words = (text: string) =>
    text
      .replaceAll(/\?= +=\?/g, '?==?')
      .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
        how.toLowerCase() === 'b'
          ? Buffer.from(word, 'base64').toString('utf8')
          : unquote(word.replaceAll('_', ' ')),
      );
  const body = rest.join('\r\n\r\n');
  const how = headers.get('content-transfer-encoding');
  const text = how === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : unquote(body);
  return { headers, subject: words(headers.get('subject') ?? ''), text: text.replaceAll('\r\n', '\n') };
}

test('a mail arrives as it was written, in any language, and says that no person wrote it', async () => {
  await transport()(mail);
  const [arrived] = received.splice(0);
  expect(arrived).toMatchObject({ from: 'no-reply@recover.example.org', to: mail.to });
  const { headers, subject, text } = decode(arrived!);
  expect(subject).toBe(mail.subject);
  expect(text.trimEnd()).toBe(mail.text.trimEnd());
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  expect(headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8/);
  expect(/^[ -~]+$/.test(headers.get('subject') ?? ''), 'encoded on the way').toBe(true);
});

test('a subject or address cannot smuggle in a header', async () => {
  await transport()({ ...mail, to: ['ines@example.org'], subject: 'Hello\r\nBcc: evil@example.org' });
  const [arrived] = received.splice(0);
  expect(arrived?.to).toEqual(['ines@example.org']);
  expect(decode(arrived!).headers.has('bcc')).toBe(false);
});

test('a server that refuses, and one that is not there, are errors for whoever retries', async () => {
  refuses = true;
  await expect(transport()(mail)).rejects.toThrow(/451/);
  refuses = false;
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const gone = (probe.address() as { port: number }).port;
  probe.close();
  const nobody = createSmtpTransport({ url: `smtp://127.0.0.1:${gone}`, from: 'x@example.org' });
  await expect(nobody(mail)).rejects.toThrow(/ECONNREFUSED/);
  expect(received).toEqual([]);
});

test('a server that says nothing is given up in seconds, not minutes: stopping must not wait for it', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `smtp://127.0.0.1:${(silent.address() as { port: number }).port}`;
  const startedAt = performance.now();
  await expect(createSmtpTransport({ url, from: 'x@example.org' })(mail)).rejects.toThrow(/greeting/i);
  expect(performance.now() - startedAt).toBeLessThan(9_000);
  silent.close();
}, 15_000);
