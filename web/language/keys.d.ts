import 'i18next';
import type english from '../../texts/pages/en.json';
import type phone from '../../texts/phone/en.json';
import type audit from '../../texts/portal/audit/en.json';
import type frame from '../../texts/portal/frame/en.json';
import type home from '../../texts/portal/home/en.json';
import type people from '../../texts/portal/people/en.json';
import type profiles from '../../texts/portal/profiles/en.json';
import type providers from '../../texts/portal/providers/en.json';
import type readiness from '../../texts/portal/readiness/en.json';
import type record from '../../texts/portal/record/en.json';
import type recoveries from '../../texts/portal/recoveries/en.json';
import type settings from '../../texts/portal/settings/en.json';
import type visit from '../../texts/visit/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    /** A key that English does not have is a type error. One line for each section of the portal. */
    resources: {
      translation: typeof english;
      phone: typeof phone;
      visit: typeof visit;
      audit: typeof audit;
      frame: typeof frame;
      home: typeof home;
      record: typeof record;
      people: typeof people;
      profiles: typeof profiles;
      readiness: typeof readiness;
      recoveries: typeof recoveries;
      providers: typeof providers;
      settings: typeof settings;
    };
  }
}
