import type { FastifyInstance } from 'fastify';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A browser reduced to what HTTP sees of it: cookies of its own, and the origin it names. */
export interface HttpBrowser {
  get(path: string): Promise<Answer>;
  post(path: string, body?: object): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  postForm(path: string, fields: Readonly<Record<string, string>>): Promise<Answer>;
  readonly cookies: Map<string, string>;
  /** Lets that much time pass: the server's clock is turned, where the browser was opened with one, else it waits. */
  holdStill(ms: number): Promise<void>;
}

let opened = 0;

/** Each comes from a network of its own unless told: budgets per network are a story of their own. */
export function openHttpBrowser(
  app: FastifyInstance,
  options: {
    readonly origin: string;
    readonly address?: string;
    readonly turnClock?: (ms: number) => void;
  },
): HttpBrowser {
  const { origin } = options;
  opened += 1;
  const remoteAddress = options.address ?? `10.${(opened >> 8) & 255}.${opened & 255}.1`;
  const cookies = new Map<string, string>();
  const call = async (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object | string,
  ): Promise<Answer> => {
    const response = await app.inject({
      method,
      url: path,
      remoteAddress,
      headers: {
        host: new URL(origin).host,
        ...(method !== 'GET' && { origin }),
        ...(typeof body === 'string' && { 'content-type': 'application/x-www-form-urlencoded' }),
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
      },
      cookies: Object.fromEntries(cookies),
      ...(body !== undefined && { payload: body }),
    });
    for (const cookie of response.cookies) {
      if (cookie.maxAge === 0 || cookie.value === '') cookies.delete(cookie.name);
      else cookies.set(cookie.name, cookie.value);
    }
    const isJson = String(response.headers['content-type']).includes('json') && response.body !== '';
    return {
      status: response.statusCode,
      body: isJson ? response.json() : {},
      text: response.body,
      headers: response.headers,
    };
  };
  return {
    cookies,
    holdStill: async (ms) => {
      if (options.turnClock === undefined) await new Promise((later) => setTimeout(later, ms));
      else options.turnClock(ms);
    },
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    delete: (path) => call('DELETE', path),
    postForm: (path, fields) => call('POST', path, new URLSearchParams(fields).toString()),
  };
}
