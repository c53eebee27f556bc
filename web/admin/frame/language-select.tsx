import {
  changeLanguage,
  type Language,
  languages,
  ownNames,
  useLanguage,
  useTexts,
} from '../language/index.ts';

/** Native: it has three entries, and every device has a good picker of its own for that. */
export const LanguageSelect = () => {
  const { t } = useTexts('frame');
  const language = useLanguage();
  return (
    <label className="language">
      <span className="unseen">{t('account.language')}</span>
      <select value={language} onChange={(event) => void changeLanguage(event.target.value as Language)}>
        {languages.map((each) => (
          <option key={each} value={each} lang={each}>
            {ownNames[each]}
          </option>
        ))}
      </select>
    </label>
  );
};
