import { SearchField as AriaSearchField, Button, Input, Label, Text } from 'react-aria-components';
import { useTexts } from '../language/index.ts';
import { Icon } from './icon.tsx';

/** `onChange` on every key (wait a moment before you ask the server), `onSubmit` on Enter. */
export const SearchField = (props: {
  readonly label: string;
  /** The one sentence that this field needs. */
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (value: string) => void;
}) => {
  const { t } = useTexts('frame');
  return (
    <AriaSearchField
      className="field search"
      value={props.value}
      onChange={props.onChange}
      {...(props.onSubmit === undefined ? {} : { onSubmit: props.onSubmit })}
    >
      <Label className="field-label">{props.label}</Label>
      <Text slot="description" className="field-hint">
        {props.hint}
      </Text>
      <div className="search-box">
        <Icon name="search" />
        <Input className="input" dir="auto" autoComplete="off" spellCheck={false} />
        <Button className="search-clear" aria-label={t('action.clear')}>
          <Icon name="close" />
        </Button>
      </div>
    </AriaSearchField>
  );
};
