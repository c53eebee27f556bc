import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeJwt } from 'jose';

/*
 * Doubles, and named so on their pages: a provider that checks nothing and sends people back, and a wallet's page behind which
 * nobody is. What they would do is done by the story: it holds the credential, and answers for the wallet.
 */

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;

function say(answer: ServerResponse, body: string): void {
  answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
}

/** Takes people over with Regain's one-time token (D23), and gives them back. Up at `/healthz`. */
export function pretendProvider(asked: IncomingMessage, answer: ServerResponse): void {
  const url = new URL(asked.url ?? '/', 'https://idv.example');
  const token = url.searchParams.get('token');
  if (token === null) {
    say(answer, page('Up', ''));
    return;
  }
  const { return_to: returnTo } = decodeJwt<{ return_to: string }>(token);
  say(
    answer,
    page(
      'A double of a provider',
      `<p>It checks nothing.</p><p><a href="${encodeURI(returnTo)}">Go back to Regain</a></p>`,
    ),
  );
}

export function pretendWallet(_asked: IncomingMessage, answer: ServerResponse): void {
  say(answer, page('A double of a wallet', '<p>The story answers for it.</p>'));
}
