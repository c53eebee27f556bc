import { webcrypto } from 'node:crypto';
import { type RequestListener, request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import {
  authorityExtensions,
  leafExtensions,
  makeCertificate,
  SubjectAlternativeNameExtension,
} from '../recovery/steps/presentation/fixtures/index.ts';

/** The web as a story has it: every host under `.example`, over TLS, on one port of this machine. */
export interface Front {
  readonly port: number;
  /** Whom Regain has to believe, to believe the hosts. */
  readonly authorityPem: string;
  close(): Promise<void>;
}

/**
 * `hosts`: what answers for a name: a port, as a proxy does that ends TLS in front of a server, or a page of the story's own.
 */
export async function openFront(hosts: Readonly<Record<string, number | RequestListener>>): Promise<Front> {
  const day = 24 * 60 * 60_000;
  const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) };
  const authority = await makeCertificate({
    subject: 'CN=Story web authority',
    extensions: authorityExtensions(),
    ...validity,
  });
  const names = Object.keys(hosts).map((value) => ({ type: 'dns' as const, value }));
  const leaf = await makeCertificate({
    subject: 'CN=Story web',
    issuer: authority,
    extensions: [...leafExtensions(), new SubjectAlternativeNameExtension(names)],
    ...validity,
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', leaf.keys.privateKey)).toString('base64');
  const server = createServer(
    { cert: leaf.pem, key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n` },
    (incoming, outgoing) => {
      const host = hosts[(incoming.headers.host ?? '').replace(/:\d+$/, '')];
      if (host === undefined) outgoing.writeHead(404).end();
      else if (typeof host === 'number') passOn(host)(incoming, outgoing);
      else host(incoming, outgoing);
    },
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    authorityPem: authority.pem,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** What a proxy in front of Regain does, and no more. */
function passOn(port: number): RequestListener {
  return (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const forwarded = { ...headers, 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };
    const asked = request({ host: '127.0.0.1', port, method, path: url, headers: forwarded }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    asked.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(asked);
  };
}
