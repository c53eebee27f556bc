import { describe, expect, test } from 'vitest';
import { composeMail } from './index.ts';

const kinds = [
  ...(['recoveryStarted', 'passRedeemed', 'recovered', 'methodAdded', 'methodRemoved'] as const),
  'approvalWaits',
] as const;
const languages = ['en', 'de', 'ar'] as const;
const link = 'https://recover.example.org/recover/not-me#01a203b1-40cb-7b13-ba86-44b48b1c18e8.Zm9v&x=1';
const values = {
  name: 'Inês',
  organisation: 'Alder & Finch',
  time: '2026-11-22T23:05:00.000Z',
  link,
  added: JSON.stringify([{ kind: 'passkey', label: 'Firefox, Windows' }]),
  disabled: JSON.stringify([{ kind: 'password', label: '' }]),
};
const compose = (kind: string, language: string, more: Partial<typeof values> = {}) =>
  composeMail({ kind, language, values: { ...values, ...more } });

describe.each(languages)('mails in %s', (language) => {
  test.each(kinds)('%s: everything is filled in, and nothing is left over', (kind) => {
    const { subject, text } = compose(kind, language);
    expect(subject + text).not.toMatch(
      /\{\{|\}\}|undefined|null|\[object|recoveryStarted|passRedeemed|method(Added|Removed)|\.(subject|text)/,
    );
    expect([subject.trim() === subject, subject.length > 5, subject.includes('\n')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(text).toContain('Inês');
  });

  test('the link stands alone on its line, as it is', () => {
    for (const kind of ['recoveryStarted', 'passRedeemed'] as const)
      expect(compose(kind, language).text.split('\n')).toContain(link);
  });

  test('the moment is written out in the language, and says its zone', () => {
    const { text } = compose('recoveryStarted', language);
    expect(text).toContain('UTC');
    expect(text).not.toContain('2026-11-22T');
    const day = new Intl.NumberFormat(language, { useGrouping: false }).format(22);
    const year = new Intl.NumberFormat(language, { useGrouping: false }).format(2026);
    expect(text).toContain(day);
    expect(text).toContain(year);
  });
});

describe('nothing is escaped, and nothing that stands in a value is read as more than text', () => {
  const names = [
    `O'Brien & <Søn> "Ltd"`,
    '{{link}}',
    '$t(methods.none)',
    '$& $1 $$',
    '{{- name}}',
    'محمد',
    '__proto__',
  ];
  test.each(names)('a person called %s', (name) => {
    for (const kind of kinds) {
      const { text } = compose(kind, 'en', { name });
      expect(text.startsWith(`Hello ${name},\n`)).toBe(true);
    }
  });

  test('a way to sign in whose label looks like a list, or like markup', () => {
    const label = '[{"kind":"totp"}] <b>{{name}}</b>';
    const { text } = compose('recovered', 'en', { added: JSON.stringify([{ kind: 'passkey', label }]) });
    expect(text).toContain(`New: Passkey (${label})\n`);
  });
});

test('a language we have no words in gets English; a region gets its language', () => {
  expect(compose('recovered', 'fi').subject).toBe(compose('recovered', 'en').subject);
  expect(compose('recovered', 'de-AT').subject).toBe(compose('recovered', 'de').subject);
});

test('no pass, no code and nothing about why stands in any mail', () => {
  for (const kind of kinds) {
    const { text } = composeMail({
      kind,
      language: 'en',
      values: { ...values, pass: 'SECRET', code: 'SECRET' },
    });
    expect(text).not.toContain('SECRET');
  }
});
