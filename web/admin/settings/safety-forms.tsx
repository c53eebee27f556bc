import { useFormats, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import { Checkbox, EditForm, NumberField, Panel, type Versioned } from '../ui/index.ts';
import type { RetentionValue } from './answers.ts';

export const SecondPersonForm = (props: { readonly stored: Versioned<{ readonly required: boolean }> }) => {
  const { t } = useTexts('settings');
  const mayEdit = useHasRole('Recovery Administrator');
  return (
    <Panel title={t('safety.secondTitle')} sentence={t('safety.secondSentence')}>
      <EditForm<{ readonly required: boolean }>
        name="settings.secondPerson"
        stored={props.stored}
        path="/settings/second-person"
        outdated={['/settings', '/session']}
        saved={t('saved')}
        isReadOnly={!mayEdit}
        describe={({ required }) => ({ [t('safety.required')]: required ? t('yes') : t('no') })}
      >
        {({ value, change }) => (
          <Checkbox
            isSelected={value.required}
            onChange={(required) => change({ required })}
            isDisabled={!mayEdit}
            detail={t('safety.requiredHint')}
          >
            {t('safety.required')}
          </Checkbox>
        )}
      </EditForm>
    </Panel>
  );
};

export const RetentionForm = (props: { readonly stored: Versioned<RetentionValue> }) => {
  const { t } = useTexts('settings');
  const { count } = useFormats();
  const mayEdit = useHasRole('Recovery Administrator');
  return (
    <Panel title={t('safety.retentionTitle')} sentence={t('safety.retentionSentence')}>
      <EditForm<RetentionValue>
        name="settings.retention"
        stored={props.stored}
        path="/settings/retention"
        outdated={['/settings']}
        saved={t('saved')}
        isReadOnly={!mayEdit}
        fieldTexts={{ invalid: t('passes.range') }}
        describe={(value) => ({
          [t('safety.personal')]: count(value.personalDays),
          [t('safety.mails')]: count(value.mailsDays),
        })}
      >
        {({ value, change, errors }) => (
          <>
            <NumberField
              label={t('safety.personal')}
              hint={t('safety.personalHint')}
              unit={t('safety.days')}
              min={30}
              max={3_650}
              step={1}
              isDisabled={!mayEdit}
              value={value.personalDays}
              onChange={(personalDays) => change({ personalDays })}
              error={errors('personalDays')}
            />
            <NumberField
              label={t('safety.mails')}
              hint={t('safety.mailsHint')}
              unit={t('safety.days')}
              min={7}
              max={365}
              step={1}
              isDisabled={!mayEdit}
              value={value.mailsDays}
              onChange={(mailsDays) => change({ mailsDays })}
              error={errors('mailsDays')}
            />
          </>
        )}
      </EditForm>
    </Panel>
  );
};
