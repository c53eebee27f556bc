/**
 * The parts of the portal's pages: React Aria Components where a part has behaviour, our own CSS throughout.
 *
 * Fields     TextField TextArea NumberField Select ComboBox CountryList Checkbox CheckboxGroup ChoiceCards Switch SearchField FileDrop FilterBar
 *            controlled (`value`, `onChange`); `hint` is the field's sentence and none compiles without, `error` comes from `useFieldErrors(refusal)`.
 * Content    DataTable Timeline Panel Disclosure Facts Figures TabSet BarChart Badge ModeBadge Time CopyableId Progress DownloadLink
 * States     WithData (skeleton, error, content in one) EmptyState ErrorState Skeleton Notice RefusalNotice ApprovalNotice
 * Editing    EditForm: draft, versions, conflict, second person and refusals of one form
 * Asking     Dialog ConfirmDialog (typed name) ConflictDialog (412) ActionMenu LaterMenu Wizard + useDraft · toast('Saved.')
 * No page has styles of its own kind: what is missing is added here. All of them are to be seen in `web/mock/kit.tsx`.
 */
export { ActionMenu, type MenuAction } from './action-menu.tsx';
export { Badge, ModeBadge } from './badge.tsx';
export { type Bar, BarChart } from './bar-chart.tsx';
export { Button } from './button.tsx';
export { Checkbox, CheckboxGroup } from './checkbox.tsx';
export { ChoiceCards } from './choice-cards.tsx';
export { ComboBox } from './combo-box.tsx';
export { ConfirmDialog } from './confirm-dialog.tsx';
export { ConflictDialog, type Difference } from './conflict-dialog.tsx';
export { CopyableId } from './copyable-id.tsx';
export { CountryList, useCountries } from './countries.tsx';
export { DataTable, type TableColumn } from './data-table.tsx';
export { Dialog } from './dialog.tsx';
export { Disclosure } from './disclosure.tsx';
export { DownloadLink } from './download-link.tsx';
export { type EditedForm, EditForm, type Versioned } from './edit-form.tsx';
export { useFieldErrors } from './error-text.ts';
export { Facts } from './facts.tsx';
export { Figures } from './figures.tsx';
export { FileDrop } from './file-drop.tsx';
export { FilterBar } from './filter-bar.tsx';
export { HelpPanel } from './help-panel.tsx';
export { Icon } from './icon.tsx';
export { LaterMenu } from './later-menu.tsx';
export { Notice } from './notice.tsx';
export { NumberField } from './number-field.tsx';
export type { Option } from './option.tsx';
export { Panel } from './panel.tsx';
export { Progress } from './progress.tsx';
export { ApprovalNotice, RefusalNotice } from './refusal-notice.tsx';
export { SearchField } from './search-field.tsx';
export { Select } from './select.tsx';
export { EmptyState, ErrorState, Skeleton } from './states.tsx';
export { Switch } from './switch.tsx';
export { TabSet } from './tab-set.tsx';
export { TextArea, TextField } from './text-field.tsx';
export { Time } from './time.tsx';
export { Timeline, type TimelineItem } from './timeline.tsx';
export { Toasts, toast } from './toasts.tsx';
export { type Draft, useDraft } from './use-draft.ts';
export { useSettled } from './use-settled.ts';
export { WithData } from './with-data.tsx';
export { Wizard, type WizardStep } from './wizard.tsx';
