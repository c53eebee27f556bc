import { createFormats, type Formats } from './formats.ts';
import { useTranslation } from './use-translation.ts';

export const useFormats = (): Formats => createFormats(useTranslation().i18n.language);
