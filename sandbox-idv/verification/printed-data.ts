import { COUNTRIES } from './countries.ts';

/** What is printed on a document. */
export interface PrintedData {
  readonly givenName: string;
  readonly familyName: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly documentNumber: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

export type PrintedDataField = keyof PrintedData;

/** Parses typed data. @returns the data, or the fields that are missing or wrong. */
export function parsePrintedData(
  input: Readonly<Record<PrintedDataField, unknown>>,
  today: string,
): PrintedData | { readonly wrong: readonly PrintedDataField[] } {
  const data: PrintedData = {
    givenName: text(input.givenName),
    familyName: text(input.familyName),
    birthDate: text(input.birthDate),
    documentNumber: text(input.documentNumber),
    country: text(input.country),
  };
  const wrong: PrintedDataField[] = [];
  if (!isLine(data.givenName, 100)) wrong.push('givenName');
  if (!isLine(data.familyName, 100)) wrong.push('familyName');
  if (!isDate(data.birthDate) || data.birthDate > today) wrong.push('birthDate');
  if (!isLine(data.documentNumber, 40)) wrong.push('documentNumber');
  if (!COUNTRIES.includes(data.country)) wrong.push('country');
  return wrong.length > 0 ? { wrong } : data;
}

const text = (value: unknown) => (typeof value === 'string' ? value.trim().normalize('NFC') : '');
const isLine = (value: string, longest: number) =>
  value.length > 0 && value.length <= longest && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value);

function isDate(value: string): boolean {
  if (!/^(1[89]|20)\d\d-\d\d-\d\d$/.test(value)) return false;
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}
