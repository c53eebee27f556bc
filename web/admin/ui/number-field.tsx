import { NumberField as AriaNumberField, Group, Input } from 'react-aria-components';
import { FieldHead, type FieldProps, validity } from './field-parts.tsx';

/** A number in the reader's own digits and separators. `value` is NaN while the field is empty. */
export const NumberField = (
  props: FieldProps & {
    readonly value: number;
    readonly onChange: (value: number) => void;
    readonly min?: number;
    readonly max?: number;
    readonly step?: number;
    /** Stands behind the field: "hours", "%". */
    readonly unit?: string;
    readonly format?: Intl.NumberFormatOptions;
  },
) => (
  <AriaNumberField
    {...validity(props)}
    value={props.value}
    onChange={props.onChange}
    {...(props.min === undefined ? {} : { minValue: props.min })}
    {...(props.max === undefined ? {} : { maxValue: props.max })}
    {...(props.step === undefined ? {} : { step: props.step })}
    {...(props.format === undefined ? {} : { formatOptions: props.format })}
  >
    <FieldHead {...props} />
    <Group className="number">
      <Input className="input" />
      {props.unit === undefined ? null : <span className="quiet">{props.unit}</span>}
    </Group>
  </AriaNumberField>
);
