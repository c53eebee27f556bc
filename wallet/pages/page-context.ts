import type { Vault } from '../credentials/index.ts';
import type { Ask } from '../network/index.ts';
import type { Texts } from '../texts.ts';
import type { Frame } from './frame.ts';

/** What a page is given to work with. */
export interface PageContext {
  readonly frame: Frame;
  readonly texts: Texts;
  readonly language: string;
  readonly vault: Vault;
  readonly ask: Ask;
  readonly now: () => number;
}
