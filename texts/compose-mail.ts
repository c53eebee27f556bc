import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInstance, type i18n, type TFunction } from 'i18next';

const languages = ['en', 'de', 'ar'];

let catalogues: i18n | undefined;

/** Read once, at the first mail: starting must not wait for it. */
function loadCatalogues(): i18n {
  const resources = Object.fromEntries(
    languages
      .map((language) => [language, resolve(import.meta.dirname, 'mails', `${language}.json`)] as const)
      .filter(([, file]) => existsSync(file))
      .map(([language, file]) => [language, { mails: JSON.parse(readFileSync(file, 'utf8')) }]),
  );
  const instance = createInstance({
    resources,
    fallbackLng: 'en',
    defaultNS: 'mails',
    // Plain text mails: nothing to escape, and an escaped name would be misspelt.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  void instance.init();
  return instance;
}

interface MethodLine {
  readonly kind: 'passkey' | 'password' | 'totp' | 'accessPass';
  readonly label: string;
}

/** Lists of methods come as JSON (`[{kind, label}]`), because their words belong to the language; other values stand as they are. */
function writeMethods(value: string, language: string, translate: TFunction<string>): string {
  if (!value.startsWith('[{') && value !== '[]') return value;
  const methods: readonly MethodLine[] = JSON.parse(value);
  if (methods.length === 0) return translate('methods.none');
  const names = methods.map(({ kind, label }) => {
    const method = translate(`methods.${kind}`);
    return label === '' || label === method ? method : translate('methods.withLabel', { method, label });
  });
  return new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(names);
}

function writeTime(time: string | undefined, language: string): string {
  if (time === undefined) return '';
  const format = new Intl.DateTimeFormat(language, {
    ...{ dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' },
  });
  return `${format.format(new Date(time))} UTC`;
}

/** Subject and text of one mail in its language; English where a language has none. Times come as ISO 8601 and are written out. */
export function composeMail(mail: {
  readonly kind: string;
  readonly language: string;
  readonly values: Readonly<Record<string, string>>;
}): { readonly subject: string; readonly text: string } {
  catalogues ??= loadCatalogues();
  const translate = catalogues.getFixedT(mail.language, 'mails');
  const { time, until, ...rest } = mail.values;
  const lists = Object.fromEntries(
    (['added', 'disabled'] as const)
      .filter((list) => rest[list] !== undefined)
      .map((list) => [list, writeMethods(rest[list] ?? '', mail.language, translate)]),
  );
  const times = { time: writeTime(time, mail.language), until: writeTime(until, mail.language) };
  const values = { ...rest, ...lists, ...times };
  return { subject: translate(`${mail.kind}.subject`, values), text: translate(`${mail.kind}.text`, values) };
}
