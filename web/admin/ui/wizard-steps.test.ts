import { describe, expect, test } from 'vitest';
import { stepOfRefusal, stepToShow } from './wizard-steps.ts';

interface Value {
  readonly name: string;
  readonly groups: readonly string[];
}

const steps = [
  { id: 'details', fields: ['name'], problems: ({ name }: Value) => (name === '' ? { name: 'needed' } : {}) },
  { id: 'mode', fields: ['mode'] },
  {
    id: 'people',
    fields: ['include', 'exclude'],
    problems: ({ groups }: Value) => (groups.length === 0 ? { include: 'needed' } : {}),
  },
];
const empty: Value = { name: '', groups: [] };
const named: Value = { name: 'Berlin', groups: [] };
const done: Value = { name: 'Berlin', groups: ['all'] };

describe('which step is shown', () => {
  test.each([
    [empty, undefined, 0],
    [empty, 'mode', 0],
    [empty, 'review', 0],
    [named, 'mode', 1],
    [named, 'people', 2],
    [named, 'review', 2],
    [done, 'review', 3],
    [done, 'details', 0],
    [done, 'nonsense', 0],
    [done, 7, 0],
  ])('%j, asked for %j: %i', (value, asked, index) => {
    expect(stepToShow(steps, value, asked)).toBe(index);
  });
});

describe('where a refused field is asked for', () => {
  test.each([
    [['name'], 0],
    [['mode'], 1],
    [['exclude.3'], 2],
    [['exclude.3', 'name'], 0],
    [['names'], null],
    [['somethingElse'], null],
    [[], null],
  ])('%j: %j', (fields, index) => {
    const refusal = { fields: fields.map((field) => ({ field, code: 'invalid', values: {} })) };
    expect(stepOfRefusal(steps, refusal)).toBe(index);
  });
});
