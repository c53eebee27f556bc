import type { z } from 'zod';

/** One thing that is wrong with what was typed, stored or imported. */
export interface PolicyProblem {
  /** Where, e.g. 'faceCheck.threshold'; empty = the whole. */
  readonly path: string;
  /** Which rule: the portal has a sentence for each in every language. */
  readonly code: string;
  /** For the command line and for programs, in English. */
  readonly message: string;
  /** The numbers in the sentence: `least`, `most`. */
  readonly values: Readonly<Record<string, number>>;
}

/** Names a rule of a schema: `refine(isHostName, because('hostName', 'must be a host name'))`. */
export function because(code: string, message: string) {
  return { message, params: { code } };
}

/** What schemas say, in our codes. `keyword` and `params` as they come through the HTTP door. */
export function describeIssue(issue: z.core.$ZodIssue): PolicyProblem {
  const path = issue.path.join('.');
  const say = (code: string, values: PolicyProblem['values'] = {}) => ({
    ...{ path, code, values },
    message: issue.message,
  });
  switch (issue.code) {
    case 'custom':
      return say(typeof issue.params?.code === 'string' ? issue.params.code : 'invalid');
    case 'too_small':
      return say(...tooSmall(issue.origin, Number(issue.minimum), issue.inclusive === false));
    case 'too_big':
      return say(...tooBig(issue.origin, Number(issue.maximum)));
    case 'invalid_type':
      if (isMissing(issue)) return say('required');
      return say(issue.expected === 'int' ? 'notWhole' : 'otherKind');
    case 'invalid_format':
      return say(formats[issue.format] ?? 'characters');
    case 'invalid_value':
      return say('notAChoice');
    case 'unrecognized_keys':
      return say('unknownField');
    case 'invalid_union':
      return describeUnion(issue) ?? say('notAChoice');
    default:
      return say('invalid');
  }
}

const formats: Readonly<Record<string, string>> = {
  email: 'notAMail',
  date: 'notADate',
  datetime: 'notADate',
  url: 'notAnAddress',
};

function tooSmall(origin: string, least: number, isExclusive: boolean): [string, PolicyProblem['values']] {
  if (origin === 'string') return least <= 1 ? ['required', {}] : ['tooShort', { least }];
  if (origin === 'array') return least <= 1 ? ['chooseOne', {}] : ['tooFew', { least }];
  return isExclusive ? ['notAbove', { least }] : ['tooSmall', { least }];
}

function tooBig(origin: string, most: number): [string, PolicyProblem['values']] {
  if (origin === 'string') return ['tooLong', { most }];
  return origin === 'array' ? ['tooMany', { most }] : ['tooLarge', { most }];
}

/** An empty number field is sent as null. */
function isMissing(issue: z.core.$ZodIssue): boolean {
  return /received (undefined|null|NaN)/.test(issue.message);
}

/** Of several shapes the one that got furthest is the one that was meant: its problem is told, at its place. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion): PolicyProblem | null {
  const deep = issue.errors.flat().filter(({ path, code }) => path.length > 0 || code !== 'invalid_type');
  const meant = deep.find(({ code }) => code !== 'invalid_value');
  return meant === undefined ? null : describeIssue({ ...meant, path: [...issue.path, ...meant.path] });
}
