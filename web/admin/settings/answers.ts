import type { Language } from '../language/index.ts';
import type { Versioned } from '../ui/index.ts';

export interface OrganisationValue {
  readonly name: string;
  readonly helpDesk: { readonly phone: string; readonly email: string };
  readonly defaultCountry: string;
  readonly language: Language;
  readonly offeredLanguages: readonly Language[];
}

export interface PassPolicyValue {
  readonly minimumLifetimeInMinutes: number;
  readonly maximumLifetimeInMinutes: number;
  readonly defaultLifetimeInMinutes: number;
  readonly defaultLength: number;
  readonly isUsableOnce: boolean;
}

export interface Colours {
  readonly accent: string;
  readonly accentStrong: string;
  readonly accentSoft: string;
  readonly onAccent: string;
}

export interface ShownColours {
  readonly light: Colours;
  readonly dark: Colours;
  /** It is too light to be read as it was chosen. */
  readonly darkened: boolean;
}

export interface BrandingValue {
  readonly colour: string | null;
  readonly logo: { readonly digest: string; readonly width: number; readonly height: number } | null;
  readonly shown: ShownColours | null;
}

export type InEachLanguage = Readonly<Record<Language, string>>;

export interface OwnTextsValue {
  readonly explainer: InEachLanguage;
  readonly mailClosing: InEachLanguage;
}

export interface PeopleValue {
  readonly holdHours: number;
  readonly aloneUpTo: number;
}

export interface RetentionValue {
  readonly personalDays: number;
  readonly mailsDays: number;
}

// One of GET /settings/private-addresses
export interface PrivateAddress {
  readonly id: string;
  readonly host: string;
  readonly range: string;
  readonly reason: string;
  readonly askedBy: { readonly actor: string; readonly displayName: string };
  readonly agreedBy: { readonly actor: string; readonly displayName: string };
  readonly at: number;
}

// GET /settings
export interface SettingsView {
  readonly organisation: Versioned<OrganisationValue>;
  readonly secondPerson: Versioned<{ readonly required: boolean }>;
  readonly profileChoice: Versioned<{ readonly strictestFirst: boolean }>;
  readonly passPolicy: Versioned<PassPolicyValue>;
  readonly passScope: Versioned<{ readonly groups: 'everyone' | readonly string[] }>;
  readonly people: Versioned<PeopleValue>;
  readonly retention: Versioned<RetentionValue>;
  readonly branding: Versioned<BrandingValue>;
  readonly texts: Versioned<OwnTextsValue>;
}
