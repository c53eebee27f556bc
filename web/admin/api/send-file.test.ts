import { afterEach, beforeEach, expect, test } from 'vitest';
import { request } from './request.ts';

const real = globalThis.XMLHttpRequest;
let made: FakeRequest[] = [];

class FakeRequest {
  readonly headers = new Map<string, string>();
  readonly upload: { onprogress?: (event: { loaded: number }) => void } = {};
  opened: readonly string[] = [];
  sent: unknown = null;
  status = 0;
  responseText = '';
  onload = () => {};
  onerror = () => {};
  onabort = () => {};
  onloadend = () => {};
  constructor() {
    made.push(this);
  }
  open(...opened: string[]) {
    this.opened = opened;
  }
  setRequestHeader(name: string, value: string) {
    this.headers.set(name, value);
  }
  getAllResponseHeaders() {
    return 'content-type: application/json\r\netag: "1"\r\n';
  }
  send(body: unknown) {
    this.sent = body;
  }
  abort() {
    this.onabort();
    this.onloadend();
  }
  answer(status: number, body: string) {
    Object.assign(this, { status, responseText: body });
    this.onload();
    this.onloadend();
  }
}

beforeEach(() => {
  made = [];
  globalThis.XMLHttpRequest = FakeRequest as unknown as typeof XMLHttpRequest;
});
afterEach(() => {
  globalThis.XMLHttpRequest = real;
});

const file = new Blob(['user,last\n'], { type: 'text/csv' });
const begin = (more: object = {}) => {
  const told: number[] = [];
  const answer = request({
    ...{ method: 'POST', path: '/people-imports', body: file, fileName: 'Ä.csv' },
    onSent: (bytes) => void told.push(bytes),
    ...more,
  });
  return { answer, told, sending: made[0]! };
};

test('a file tells how much of it is out, and is answered like anything else', async () => {
  const { answer, told, sending } = begin();
  sending.upload.onprogress?.({ loaded: 4 });
  sending.upload.onprogress?.({ loaded: 10 });
  sending.answer(201, '{"id":"i1"}');
  expect(await answer).toEqual({ kind: 'done', value: { id: 'i1' }, etag: '"1"' });
  expect([told, sending.sent]).toEqual([[4, 10], file]);
  expect(sending.opened).toEqual(['POST', '/api/admin/people-imports']);
  expect([sending.headers.get('content-type'), sending.headers.get('x-file-name')]).toEqual([
    'text/csv',
    '%C3%84.csv',
  ]);
});

test('refused, without an answer, and given up by whoever sent it', async () => {
  const refused = begin();
  refused.sending.answer(422, '{"error":"invalid","reason":"fileTooLarge"}');
  expect(await refused.answer).toMatchObject({ kind: 'refused', refusal: { reason: 'fileTooLarge' } });
  made = [];
  const alone = begin();
  alone.sending.onerror();
  expect(await alone.answer).toMatchObject({ kind: 'refused' });
  made = [];
  const controller = new AbortController();
  const left = begin({ signal: controller.signal });
  controller.abort();
  await expect(left.answer).rejects.toMatchObject({ name: 'AbortError' });
});
