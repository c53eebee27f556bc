import { describe, expect, test } from 'vitest';
import { routeOf } from './routes.ts';

describe('the path switch', () => {
  test.each([
    ['/', 'signIn'],
    ['', 'signIn'],
    ['/recover', 'recover'],
    ['/recover/', 'recover'],
    ['/recover/returned', 'returned'],
    ['/recover/back', 'back'],
    ['/phone', 'phone'],
    ['/recover/not-me', 'notMe'],
    ['/enrol', 'enrol'],
    ['/security-info', 'securityInfo'],
    ['/invitation', 'invitation'],
    ['/outbox', 'outbox'],
    ['/Recover', 'notFound'],
    ['/recover/else', 'notFound'],
    ['/__proto__', 'notFound'],
    ['/constructor', 'notFound'],
  ])('%s is %s', (path, route) => {
    expect(routeOf(path)).toBe(route);
  });
});
