import { describe, expect, test } from 'vitest';
import { isAskedAgain, wayBack } from './way-back.ts';

const origin = 'https://recover.example.org';
const back = (next: string) => wayBack({ origin, search: `?${new URLSearchParams({ next })}` });

describe('back to the portal after signing in', () => {
  test.each([
    ['/admin', '/admin'],
    ['/admin/', '/admin/'],
    ['/admin/profiles/7?step=mode', '/admin/profiles/7?step=mode'],
    [`${origin}/admin/people`, '/admin/people'],
    ['/recover/../admin', '/admin'],
  ])('%s leads to %s', (next, path) => {
    expect(back(next)).toBe(path);
  });

  test.each([
    'https://evil.example/admin',
    '//evil.example/admin',
    '/\\evil.example/admin',
    '\\\\evil.example/admin',
    'https://recover.example.org.evil.example/admin',
    'https://recover.example.org@evil.example/admin',
    'http://recover.example.org/admin',
    'javascript:alert(1)//admin',
    'data:text/html,/admin',
    'blob:https://recover.example.org/admin',
    '/administration',
    '/admin/../security-info',
    '/recover',
    '//',
    '',
  ])('%j leads nowhere', (next) => {
    expect(back(next)).toBeNull();
  });

  test('nothing asked', () => {
    expect(wayBack({ origin, search: '' })).toBeNull();
  });
});

test.each([
  ['?next=/admin/signed-in&again=1', true],
  ['?next=/admin/signed-in', false],
  ['?next=//evil.example/admin&again=1', false],
  ['?again=1', false],
])('%s asks for a fresh sign-in: %s', (search, asked) => {
  expect(isAskedAgain({ origin, search })).toBe(asked);
});
