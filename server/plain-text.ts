import { z } from 'zod';
import { because } from '../recovery/policy/index.ts';

/**
 * Signs that nobody sees and that change how what stands around them is shown: with them one name passes for another (Unicode TR 36).
 * The two joiners stay: Persian and Indian names need them.
 */
const hidden =
  /[\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]|\u034F|\u17B4|\u17B5/u;
/** Joiners, variation selectors and the empty pattern of Braille: between letters they are something, alone they are nothing. */
const nothingSeen = /^(?:\s|\u200C|\u200D|\u2800|[\uFE00-\uFE0F])+$/u;
const isHidden = (text: string): boolean => hidden.test(text) || nothingSeen.test(text);
const control = /[\p{Cc}\p{Cs}]/u;

/** One line that is read as what it is: it does not end early, and nothing in it turns the direction of what follows. */
export const line = (most: number, tooLong?: string) =>
  z
    .string()
    .trim()
    .max(most, tooLong)
    .refine((text) => !control.test(text), because('controlCharacters', 'must not hold control characters'))
    .refine((text) => !isHidden(text), because('hiddenCharacters', 'must not hold invisible characters'));

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
    .refine((text) => !isHidden(text), because('hiddenCharacters', 'must not hold invisible characters'));
