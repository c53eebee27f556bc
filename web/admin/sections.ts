import { audit } from './audit/index.ts';
import { home } from './home/index.ts';
import { people } from './people/index.ts';
import { profiles } from './profiles/index.ts';
import { providers } from './providers/index.ts';
import { readiness } from './readiness/index.ts';
import { recoveries } from './recoveries/index.ts';
import type { Section } from './section.ts';
import { settings } from './settings/index.ts';

/** The navigation, in its order. A section that is built is a line here; one that is not built is not shown. */
export const sections: readonly Section[] = [
  home,
  profiles,
  providers,
  people,
  recoveries,
  readiness,
  audit,
  settings,
];
