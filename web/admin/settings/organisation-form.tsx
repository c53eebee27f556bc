import { languages, ownNames, useFormats, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  CheckboxGroup,
  ComboBox,
  EditForm,
  Panel,
  Select,
  TextField,
  useCountries,
  type Versioned,
} from '../ui/index.ts';
import type { OrganisationValue } from './answers.ts';

export const OrganisationForm = (props: { readonly stored: Versioned<OrganisationValue> }) => {
  const { t } = useTexts('settings');
  const { country, list } = useFormats();
  const mayEdit = useHasRole('Recovery Administrator');
  const countries = useCountries();
  const languageOptions = languages.map((id) => ({ id, label: ownNames[id] }));
  return (
    <Panel title={t('organisation.title')} sentence={t('organisation.sentence')}>
      <EditForm<OrganisationValue>
        name="settings.organisation"
        stored={props.stored}
        path="/settings/organisation"
        outdated={['/settings', '/session']}
        saved={t('saved')}
        isReadOnly={!mayEdit}
        describe={(value) => ({
          [t('organisation.name')]: value.name,
          [t('organisation.phone')]: value.helpDesk.phone,
          [t('organisation.email')]: value.helpDesk.email,
          [t('organisation.country')]: country(value.defaultCountry),
          [t('organisation.language')]: ownNames[value.language],
          [t('organisation.offered')]: list(value.offeredLanguages.map((each) => ownNames[each])),
        })}
      >
        {({ value, change, errors }) => (
          <>
            <TextField
              label={t('organisation.name')}
              hint={t('organisation.nameHint')}
              isDisabled={!mayEdit}
              value={value.name}
              onChange={(name) => change({ name })}
              error={errors('name')}
            />
            <TextField
              label={t('organisation.phone')}
              hint={t('organisation.phoneHint')}
              type="tel"
              isOptional
              isDisabled={!mayEdit}
              value={value.helpDesk.phone}
              onChange={(phone) => change({ helpDesk: { ...value.helpDesk, phone } })}
              error={errors('helpDesk.phone')}
            />
            <TextField
              label={t('organisation.email')}
              hint={t('organisation.emailHint')}
              type="email"
              isOptional
              isDisabled={!mayEdit}
              value={value.helpDesk.email}
              onChange={(email) => change({ helpDesk: { ...value.helpDesk, email } })}
              error={errors('helpDesk.email')}
            />
            <ComboBox
              label={t('organisation.country')}
              hint={t('organisation.countryHint')}
              isDisabled={!mayEdit}
              options={countries}
              value={value.defaultCountry}
              onChange={(code) => change({ defaultCountry: code ?? '' })}
              error={errors('defaultCountry')}
            />
            <Select
              label={t('organisation.language')}
              hint={t('organisation.languageHint')}
              isDisabled={!mayEdit}
              options={languageOptions}
              value={value.language}
              onChange={(language) =>
                change({
                  language,
                  offeredLanguages: languages.filter(
                    (each) => each === language || value.offeredLanguages.includes(each),
                  ),
                })
              }
              error={errors('language')}
            />
            <CheckboxGroup
              label={t('organisation.offered')}
              hint={t('organisation.offeredHint')}
              isDisabled={!mayEdit}
              options={languageOptions}
              value={value.offeredLanguages}
              onChange={(offered) =>
                change({
                  offeredLanguages: languages.filter(
                    (each) => each === value.language || offered.includes(each),
                  ),
                })
              }
              error={errors('offeredLanguages')}
            />
          </>
        )}
      </EditForm>
    </Panel>
  );
};
