import { Select as AriaSelect, Button, ListBox, Popover, SelectValue } from 'react-aria-components';
import { FieldHead, type FieldProps, validity } from './field-parts.tsx';
import { Icon } from './icon.tsx';
import { type Option, OptionItem } from './option.tsx';

/** One of a few. Up to five with consequences: better `ChoiceCards`; many: `ComboBox`. */
export const Select = <Id extends string>(
  props: FieldProps & {
    readonly options: readonly Option<Id>[];
    readonly value: Id | null;
    readonly onChange: (value: Id) => void;
    readonly placeholder?: string;
  },
) => (
  <AriaSelect
    {...validity(props)}
    value={props.value}
    onChange={(key) => {
      const chosen = props.options.find(({ id }) => id === key);
      if (chosen !== undefined) props.onChange(chosen.id);
    }}
    {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
  >
    <FieldHead {...props} />
    <Button className="input select">
      <SelectValue>
        {({ isPlaceholder, selectedText, defaultChildren }) =>
          isPlaceholder ? defaultChildren : selectedText
        }
      </SelectValue>
      <Icon name="down" />
    </Button>
    <Popover className="popover">
      <ListBox items={props.options} className="options">
        {(option) => <OptionItem option={option} />}
      </ListBox>
    </Popover>
  </AriaSelect>
);
