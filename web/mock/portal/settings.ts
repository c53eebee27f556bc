import type { SettingsView, ShownColours } from '../../admin/settings/answers.ts';
import { type Answers, canned } from './answers.ts';

const shown: ShownColours = {
  darkened: true,
  light: { accent: '#7a7200', accentStrong: '#5c5600', accentSoft: '#f2f1e6', onAccent: '#ffffff' },
  dark: { accent: '#ffee00', accentStrong: '#fff459', accentSoft: '#333622', onAccent: '#061216' },
};

const view: SettingsView = {
  organisation: {
    version: 4,
    value: {
      name: 'Alder & Finch',
      helpDesk: { phone: '+49 30 5550 142', email: 'help@alderfinch.example' },
      ...{ defaultCountry: 'DE', language: 'en', offeredLanguages: ['en', 'de', 'ar'] },
    },
  },
  secondPerson: { version: 4, value: { required: true } },
  profileChoice: { version: 4, value: { strictestFirst: false } },
  passPolicy: {
    version: 0,
    value: {
      ...{ minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, defaultLifetimeInMinutes: 60 },
      ...{ defaultLength: 8, isUsableOnce: false },
    },
  },
  passScope: { version: 4, value: { groups: ['Staff', 'Workshop'] } },
  people: { version: 0, value: { holdHours: 72, aloneUpTo: 20 } },
  retention: { version: 0, value: { personalDays: 90, mailsDays: 30 } },
  branding: { version: 2, value: { colour: '#ffee00', logo: null, shown } },
  texts: {
    version: 1,
    value: {
      explainer: { en: 'We take passports and identity cards.', de: '', ar: '' },
      mailClosing: { en: 'The help desk of Alder & Finch', de: '', ar: '' },
    },
  },
};

export const settings: Answers = {
  'GET /settings': view,
  'POST /settings/colour/preview': shown,
  'POST /settings/texts/preview': {
    subject: 'Your account was recovered',
    text: 'Hello Mara,\n\non 3 May 2026 at 14:05 UTC your account was recovered.\n\nThe help desk of Alder & Finch',
  },
  'GET /settings/private-addresses': {
    items: [
      {
        ...{ id: 'pa-1', host: 'id.corp.alderfinch.example', range: '10.20.30.0/24', at: Date.now() - 9e8 },
        reason: 'Our own identity provider stands in the data centre in Bremen',
        askedBy: { actor: 'admin:a-1', displayName: 'Ines Albrecht' },
        agreedBy: { actor: 'admin:a-2', displayName: 'Tomás de Vasconcelos-Albuquerque' },
      },
    ],
  },
  'POST /settings/private-addresses': canned(422, {
    error: 'invalid',
    fields: [
      { field: 'host', code: 'notAHost', message: '' },
      { field: 'range', code: 'tooWide', message: '' },
    ],
  }),
  'PUT /settings/pass-policy': canned(202, { approval: { id: 'ap-2', expiresAt: Date.now() + 9e7 } }),
  'PUT /settings/organisation': canned(412, { error: 'changedMeanwhile' }),
  'PUT /settings/retention': canned(422, {
    error: 'invalid',
    fields: [{ field: 'mailsDays', code: 'tooSmall', message: '', values: { least: 7 } }],
  }),
};
