import { z } from 'zod';
import { because } from '../recovery/policy/index.ts';

/**
 * Signs that nobody sees and that change how what stands around them is shown: with them one name passes for another (Unicode TR 36).
 * The two joiners stay: Persian and Indian names need them.
 */
const hidden = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/u;
const control = /[\p{Cc}\p{Cs}]/u;

/** One line that is read as what it is: it does not end early, and nothing in it turns the direction of what follows. */
export const line = (most: number, tooLong?: string) =>
  z
    .string()
    .trim()
    .max(most, tooLong)
    .refine((text) => !control.test(text), because('controlCharacters', 'must not hold control characters'))
    .refine((text) => !hidden.test(text), because('hiddenCharacters', 'must not hold invisible characters'));

/** The same of several lines. */
export const lines = (most: number, tooLong?: string) =>
  z
    .string()
    .trim()
    .max(most, tooLong)
    .refine(
      (text) => !control.test(text.replaceAll(/[\r\n]/g, '')),
      because('controlCharacters', 'must not hold control characters'),
    )
    .refine((text) => !hidden.test(text), because('hiddenCharacters', 'must not hold invisible characters'));
