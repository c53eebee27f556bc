import { readdirSync, readFileSync } from 'node:fs';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderGuide } from '../guides/render-guide.ts';
import { protect } from '../protect.ts';
import { registerGuidesDoor } from './guides.ts';

let app: FastifyInstance;
beforeAll(async () => {
  app = Fastify();
  protect(app, { origin: 'https://recover.example.org' });
  registerGuidesDoor(app);
  await app.ready();
});
afterAll(() => app.close());

const guides = (['for-people', 'for-admins'] as const).flatMap((audience) =>
  readdirSync(`docs/${audience}`).map((file) => `/help/${audience}/${file.replace('.md', '')}`),
);

test.each(guides)('%s opens, and every link in it leads to one that does', async (url) => {
  const { statusCode, headers, payload } = await app.inject(url);
  expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(payload).toMatch(/<h1>[^<]+<\/h1>/);
  expect(payload, 'nothing left unrendered').not.toMatch(/\*\*|\]\(|^#|\|---/m);
  for (const [, href = ''] of payload.matchAll(/<a href="([^"]+)"/g)) {
    if (href.startsWith('https://')) continue;
    const led = await app.inject(new URL(href, `https://recover.example.org${url}`).pathname);
    expect([href, led.statusCode]).toEqual([href, 200]);
  }
});

test('the style comes from here too, and nothing else is served', async () => {
  expect((await app.inject('/help/guide.css')).headers['content-type']).toBe('text/css; charset=utf-8');
  for (const url of [
    '/help/for-admins/..%2f..%2fpackage',
    '/help/for-admins/nothing',
    '/help/decisions/0001',
  ])
    expect((await app.inject(url)).statusCode).toBe(404);
});

/** Each `guide="settings"` of the pages, and what the person's pages name. */
test('every guide that a page names is there', () => {
  const sources = readdirSync('web', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/node_modules|dist/.test(file))
    .map((file) => readFileSync(`web/${file}`, 'utf8'))
    .join('\n');
  const named = [
    ...[...sources.matchAll(/guide="([a-z-]+)"/g)].map(([, name]) => `/help/for-admins/${name}`),
    ...[...sources.matchAll(/'(\/help\/for-people\/[a-z-]+)'/g)].map(([, url = '']) => url),
  ];
  expect(new Set(named.map((url) => url.split('/')[2]))).toEqual(new Set(['for-admins', 'for-people']));
  expect(named.filter((url) => !guides.includes(url))).toEqual([]);
});

describe('what a guide says', () => {
  test.each([
    ['# One <b>', '<h1>One &lt;b&gt;</h1>'],
    ['a **b** and *c*\nd', '<p>a <strong>b</strong> and <em>c</em> d</p>'],
    ['`**x** <i>`', '<p><code>**x** &lt;i&gt;</code></p>'],
    ['- one\n  more\n- two', '<ul><li>one more</li><li>two</li></ul>'],
    ['1. one\n2. two', '<ol><li>one</li><li>two</li></ol>'],
    [
      '| a | b |\n|---|---|\n| 1 | |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table>',
    ],
    ['```sh\na <b>\n```', '<pre><code>a &lt;b&gt;</code></pre>'],
    ['[x](settings.md)', '<p><a href="settings">x</a></p>'],
    ['[x](../for-people/before.md)', '<p><a href="../for-people/before">x</a></p>'],
    ['[x](https://a.example/)', '<p><a href="https://a.example/" rel="noreferrer">x</a></p>'],
    ['[x](javascript:alert(1))', '<p>x)</p>'],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ])('%j', (markdown, html) => {
    expect(renderGuide(markdown).html).toBe(html);
  });
});
