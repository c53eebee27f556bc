import { useFormats, useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import { Checkbox, EditForm, NumberField, Panel, type Versioned } from '../ui/index.ts';
import type { PeopleValue, RetentionValue } from './answers.ts';

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

/** Which of several profiles applies to a person (T22). */
export const ProfileChoiceForm = (props: {
  readonly stored: Versioned<{ readonly strictestFirst: boolean }>;
}) => {
  const { t } = useTexts('settings');
  const mayEdit = useHasRole('Recovery Administrator');
  return (
    <Panel title={t('safety.choiceTitle')} sentence={t('safety.choiceSentence')}>
      <EditForm<{ readonly strictestFirst: boolean }>
        name="settings.profileChoice"
        stored={props.stored}
        path="/settings/profile-choice"
        outdated={['/settings', '/profiles', '/readiness', '/session']}
        saved={t('saved')}
        isReadOnly={!mayEdit}
        describe={({ strictestFirst }) => ({ [t('safety.strictest')]: strictestFirst ? t('yes') : t('no') })}
      >
        {({ value, change }) => (
          <Checkbox
            isSelected={value.strictestFirst}
            onChange={(strictestFirst) => change({ strictestFirst })}
            isDisabled={!mayEdit}
            detail={t('safety.strictestHint')}
          >
            {t('safety.strictest')}
          </Checkbox>
        )}
      </EditForm>
    </Panel>
  );
};

/** How careful the portal is with people: holds after edits (D34), required recovery (D32). */
export const PeopleForm = (props: { readonly stored: Versioned<PeopleValue> }) => {
  const { t } = useTexts('settings');
  const { count } = useFormats();
  const mayEdit = useHasRole('Recovery Administrator');
  return (
    <Panel title={t('safety.peopleTitle')} sentence={t('safety.peopleSentence')}>
      <EditForm<PeopleValue>
        name="settings.people"
        stored={props.stored}
        path="/settings/people"
        outdated={['/settings', '/session']}
        saved={t('saved')}
        isReadOnly={!mayEdit}
        describe={(value) => ({
          [t('safety.hold')]: count(value.holdHours),
          [t('safety.alone')]: count(value.aloneUpTo),
        })}
      >
        {({ value, change, errors }) => (
          <>
            <NumberField
              label={t('safety.hold')}
              hint={t('safety.holdHint')}
              unit={t('safety.hours')}
              min={24}
              max={720}
              step={1}
              isDisabled={!mayEdit}
              value={value.holdHours}
              onChange={(holdHours) => change({ holdHours })}
              error={errors('holdHours')}
            />
            <NumberField
              label={t('safety.alone')}
              hint={t('safety.aloneHint')}
              unit={t('safety.persons')}
              min={1}
              max={500}
              step={1}
              isDisabled={!mayEdit}
              value={value.aloneUpTo}
              onChange={(aloneUpTo) => change({ aloneUpTo })}
              error={errors('aloneUpTo')}
            />
          </>
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
