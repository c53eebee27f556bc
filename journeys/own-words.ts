import { config } from 'zod';
import en from 'zod/v4/locales/en.js';

/*
 * Before each file of units, as many run in one process: libraries that only tests load (`@owf/mdoc`, `@openid4vc/*`) put words
 * of their own into Zod, for whoever else uses it.
 */
config({ ...en(), customError: undefined });
