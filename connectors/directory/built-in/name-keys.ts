import type { NameKeys } from '../../../directory/index.ts';
import { nameKeysOfAccount, nameKeysOfPresented } from '../../../recovery/names/index.ts';

/** The domain's idea of like names, for the directory to store and index (D18). */
export const nameKeys: NameKeys = { ofAccount: nameKeysOfAccount, ofPresented: nameKeysOfPresented };
