import { expect, test } from 'vitest';
import { z } from 'zod';
import { because, describeIssue } from './describe-issue.ts';

const shape = z.strictObject({
  name: z.string().min(1).max(5),
  code: z.string().min(3),
  count: z.int().min(1).max(9),
  hours: z.number().gt(0),
  kind: z.enum(['one', 'two']),
  day: z.iso.date(),
  mail: z.email(),
  groups: z.union([z.literal('everyone'), z.array(z.string().min(1)).min(1)], 'must be a list'),
  pairs: z
    .array(z.string())
    .max(2)
    .refine((list) => new Set(list).size === list.length, because('twice', 'names one twice')),
});
const good = {
  ...{ name: 'a', code: 'abc', count: 1, hours: 1, kind: 'one', day: '2026-11-25', mail: 'a@example.org' },
  ...{ groups: 'everyone', pairs: [] },
};

test.each([
  [{ name: '' }, 'name', 'required', {}],
  [{ name: undefined }, 'name', 'required', {}],
  [{ name: null }, 'name', 'required', {}],
  [{ name: 7 }, 'name', 'otherKind', {}],
  [{ name: 'abcdef' }, 'name', 'tooLong', { most: 5 }],
  [{ code: 'a' }, 'code', 'tooShort', { least: 3 }],
  [{ count: 0 }, 'count', 'tooSmall', { least: 1 }],
  [{ count: 10 }, 'count', 'tooLarge', { most: 9 }],
  [{ count: 1.5 }, 'count', 'notWhole', {}],
  // An empty number field is NaN in the browser and null on its way.
  [{ count: null }, 'count', 'required', {}],
  [{ hours: 0 }, 'hours', 'notAbove', { least: 0 }],
  [{ kind: 'three' }, 'kind', 'notAChoice', {}],
  [{ day: '2026-02-30' }, 'day', 'notADate', {}],
  [{ mail: 'a' }, 'mail', 'notAMail', {}],
  [{ groups: [] }, 'groups', 'chooseOne', {}],
  [{ groups: ['a', ''] }, 'groups.1', 'required', {}],
  [{ groups: 7 }, 'groups', 'notAChoice', {}],
  [{ pairs: ['a', 'a'] }, 'pairs', 'twice', {}],
  [{ pairs: ['a', 'b', 'c'] }, 'pairs', 'tooMany', { most: 2 }],
  [{ more: 1 }, '', 'unknownField', {}],
])('%j: at %s, %s', (wrong, path, code, values) => {
  const parsed = shape.safeParse({ ...good, ...wrong });
  expect(parsed.error?.issues.map(describeIssue)).toMatchObject([{ path, code, values }]);
});
