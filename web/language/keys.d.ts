import 'i18next';
import type english from '../../texts/pages/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    /** A key that English does not have is a type error. */
    resources: { translation: typeof english };
  }
}
