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

  const offer = { languages: ['de', 'ar'], language: 'de' };
  test.each([
    [{ query: 'en', kept: 'ar', preferred: ['en'] }, 'ar'],
    [{ query: null, kept: 'en', preferred: ['en', 'ar'] }, 'ar'],
    [{ query: null, kept: null, preferred: ['en', 'fr'] }, 'de'],
  ])('of those that an organisation offers: %j gives %s', (asked, language) => {
    expect(pickLanguage(asked, offer)).toBe(language);
  });

  test('an organisation whose language we have no words in gets English', () => {
    const asked = { query: null, kept: null, preferred: [] };
    expect(pickLanguage(asked, { languages: ['fi'], language: 'fi' })).toBe('en');
  });
});
