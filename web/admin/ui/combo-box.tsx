import { ComboBox as AriaComboBox, Button, Input, ListBox, Popover } from 'react-aria-components';
import { useTexts } from '../language/index.ts';
import { FieldHead, type FieldProps, validity } from './field-parts.tsx';
import { Icon } from './icon.tsx';
import { type Option, OptionItem } from './option.tsx';

/**
 * One of many, found by typing. `onSearch` given: the page fetches what fits and changes `options`; else they are
 * filtered here.
 */
export const ComboBox = (
  props: FieldProps & {
    readonly options: readonly Option[];
    readonly value: string | null;
    readonly onChange: (value: string | null) => void;
    readonly onSearch?: (typed: string) => void;
    /** Instead of "Nothing fits.", while nothing was looked for. */
    readonly whenEmpty?: string | undefined;
  },
) => {
  const { t } = useTexts('frame');
  return (
    <AriaComboBox
      {...validity(props)}
      {...(props.onSearch === undefined ? { defaultItems: props.options } : { items: props.options })}
      value={props.value}
      onChange={(key) => props.onChange(key === null ? null : String(key))}
      {...(props.onSearch === undefined ? {} : { onInputChange: props.onSearch })}
      allowsEmptyCollection
      menuTrigger="focus"
    >
      <FieldHead {...props} />
      <div className="combo">
        <Input className="input" dir="auto" />
        <Button className="combo-open" aria-label={t('field.showOptions')}>
          <Icon name="down" />
        </Button>
      </div>
      <Popover className="popover">
        <ListBox<Option>
          className="options"
          renderEmptyState={() => <p className="quiet">{props.whenEmpty ?? t('field.noOption')}</p>}
        >
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
};
