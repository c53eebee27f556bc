import { useTexts } from '../language/index.ts';
import { Button, Checkbox, type EditedForm, Panel, Select, TextField } from '../ui/index.ts';
import { type ProviderEntry, type Report, reportSubjects } from './answers.ts';

/** Test reports with their dates, or a named administrator who takes the provider without one (D3). */
export const EvidenceFields = ({ form }: { readonly form: EditedForm<ProviderEntry> }) => {
  const { t } = useTexts('providers');
  const { value, change, errors } = form;
  const accepted = value.acceptedWithoutReport;
  const changeReport = (index: number, changed: Partial<Report>) =>
    change({
      reports: value.reports.map((each, place) => (place === index ? { ...each, ...changed } : each)),
    });
  return (
    <Panel title={t('form.evidence')} sentence={t('form.evidenceSentence')}>
      {value.reports.map((report, index) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: reports have no other name while they are typed
          key={index}
          className="report"
        >
          <legend>{t('form.report', { number: index + 1 })}</legend>
          <ReportFields
            report={report}
            onChange={(changed) => changeReport(index, changed)}
            errors={(field) => errors(`reports.${index}.${field}`)}
          />
          <Button
            kind="quiet"
            label={`${t('form.takeOut')}: ${t('form.report', { number: index + 1 })}`}
            onPress={() => change({ reports: value.reports.filter((_, place) => place !== index) })}
          >
            {t('form.takeOut')}
          </Button>
        </fieldset>
      ))}
      <div className="row">
        <Button
          onPress={() =>
            change({
              reports: [
                ...value.reports,
                {
                  subject: 'presentationAttack',
                  ...{ standard: '', reference: '', issuedOn: '', validUntil: '' },
                },
              ],
            })
          }
        >
          {t('form.addReport')}
        </Button>
      </div>
      <Checkbox
        isSelected={accepted !== null}
        onChange={(isAccepted) => change({ acceptedWithoutReport: isAccepted ? { reason: '' } : null })}
        detail={t('form.acceptHint')}
      >
        {t('form.accept')}
      </Checkbox>
      {accepted === null ? null : (
        <TextField
          label={t('form.acceptReason')}
          hint={t('form.acceptReasonHint')}
          value={accepted.reason}
          onChange={(reason) => change({ acceptedWithoutReport: { reason } })}
          error={errors('acceptedWithoutReport.reason')}
        />
      )}
    </Panel>
  );
};

const ReportFields = (props: {
  readonly report: Report;
  readonly onChange: (changed: Partial<Report>) => void;
  readonly errors: (field: string) => string | undefined;
}) => {
  const { t } = useTexts('providers');
  const { report, onChange, errors } = props;
  return (
    <>
      <Select
        label={t('form.subject')}
        hint={t('form.subjectHint')}
        options={reportSubjects.map((id) => ({ id, label: t(`subjects.${id}`) }))}
        value={report.subject}
        onChange={(subject) => onChange({ subject })}
        error={errors('subject')}
      />
      <TextField
        label={t('form.standard')}
        hint={t('form.standardHint')}
        value={report.standard}
        onChange={(standard) => onChange({ standard })}
        error={errors('standard')}
      />
      <TextField
        label={t('form.reference')}
        hint={t('form.referenceHint')}
        isOptional
        value={report.reference}
        onChange={(reference) => onChange({ reference })}
        error={errors('reference')}
      />
      <div className="columns">
        <TextField
          label={t('form.issuedOn')}
          hint={t('form.issuedOnHint')}
          type="date"
          value={report.issuedOn}
          onChange={(issuedOn) => onChange({ issuedOn })}
          error={errors('issuedOn')}
        />
        <TextField
          label={t('form.validUntil')}
          hint={t('form.validUntilHint')}
          type="date"
          value={report.validUntil}
          onChange={(validUntil) => onChange({ validUntil })}
          error={errors('validUntil')}
        />
      </div>
    </>
  );
};
