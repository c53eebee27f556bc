import { describe, expect, test } from 'vitest';
import { pageAt } from './fetch-ahead.ts';
import type { LazyPage, Section } from './section.ts';

const nothing = (() => null) as unknown as LazyPage;
const section = (name: Section['name'], path: string, pages: readonly string[]): Section => ({
  ...{ name, path, texts: ['frame'], roles: ['Auditor'] },
  pages: Object.fromEntries(pages.map((each) => [each, nothing])),
});
const sections = [
  section('home', '/', ['/', '/savings']),
  section('people', '/people', ['/', '/$accountId', '/holds', '/$accountId/history']),
];

describe('which page an address is', () => {
  test.each([
    ['/admin', 'home /'],
    ['/admin/', 'home /'],
    ['/admin/savings', 'home /savings'],
    ['/admin/people', 'people /'],
    ['/admin/people/7', 'people /$accountId'],
    ['/admin/people/holds', 'people /holds'],
    ['/admin/people/7/history', 'people /$accountId/history'],
    ['/admin/people/7/8/9', null],
    ['/admin/nothing', null],
  ])('%s: %s', (pathname, name) => {
    const found = pageAt(sections, pathname);
    expect(found && `${found.section.name} ${found.path}`).toBe(name);
  });
});
