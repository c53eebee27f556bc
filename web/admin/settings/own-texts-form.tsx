import { type Language, ownNames, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import { EditForm, Panel, TextArea, type Versioned } from '../ui/index.ts';
import type { BrandingValue, OwnTextsValue } from './answers.ts';
import { Preview } from './preview.tsx';

const fields = ['explainer', 'mailClosing'] as const;
export const OwnTextsForm = (props: {
  readonly stored: Versioned<OwnTextsValue>;
  readonly offered: readonly Language[];
  /** Of the organisation, for the preview. */
  readonly name: string;
  readonly branding: BrandingValue;
}) => {
  const { t } = useTexts('settings');
  const mayEdit = useHasRole('Recovery Administrator');
  const { offered } = props;
  const labelOf = (field: (typeof fields)[number], language: Language) =>
    t(`texts.${field}`, { language: ownNames[language] });
  return (
    <Panel title={t('texts.title')} sentence={t('texts.sentence')}>
      <EditForm<OwnTextsValue>
        name="settings.texts"
        stored={props.stored}
        path="/settings/texts"
        outdated={['/settings']}
        saved={t('saved')}
        isReadOnly={!mayEdit}
        describe={(value) =>
          Object.fromEntries(
            fields.flatMap((field) =>
              offered.map((language) => [labelOf(field, language), value[field][language]]),
            ),
          )
        }
      >
        {({ value, change, errors }) => (
          <>
            {fields.flatMap((field) =>
              offered.map((language) => (
                <TextArea
                  key={`${field}.${language}`}
                  label={labelOf(field, language)}
                  hint={t(`texts.${field}Hint`)}
                  isOptional
                  isDisabled={!mayEdit}
                  rows={3}
                  value={value[field][language]}
                  onChange={(typed) => change({ [field]: { ...value[field], [language]: typed } })}
                  error={errors(`${field}.${language}`)}
                />
              )),
            )}
            <Preview texts={value} offered={offered} name={props.name} branding={props.branding} />
          </>
        )}
      </EditForm>
    </Panel>
  );
};
