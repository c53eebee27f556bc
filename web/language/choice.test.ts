import { describe, expect, test } from 'vitest';
import { pickLanguage } from './choice.ts';

describe('which language', () => {
  test.each([
    [{ query: 'ar', kept: 'de', preferred: ['en'] }, 'ar'],
    [{ query: 'xx', kept: 'de', preferred: ['en'] }, 'de'],
    [{ query: null, kept: null, preferred: ['fr-FR', 'de-AT', 'en'] }, 'de'],
    [{ query: null, kept: '', preferred: ['fr'] }, 'en'],
    [{ query: '__proto__', kept: null, preferred: [] }, 'en'],
  ])('%j gives %s', (asked, language) => {
    expect(pickLanguage(asked)).toBe(language);
  });
});
