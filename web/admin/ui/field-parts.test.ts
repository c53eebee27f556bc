import { expect, test } from 'vitest';
import type { Checkbox } from './checkbox.tsx';
import type { ChoiceCards } from './choice-cards.tsx';
import type { FieldProps } from './field-parts.tsx';
import type { SearchField } from './search-field.tsx';
import type { Switch } from './switch.tsx';

type Cards = Parameters<typeof ChoiceCards<string>>[0];
const onChange = () => {};

test('a field without its sentence does not compile', () => {
  const label = 'Name';
  const cards = { label, value: null, onChange } as const;
  const option = { id: 'a', label };
  // @ts-expect-error: none is there
  const missing: FieldProps = { label };
  // @ts-expect-error: none, sometimes
  const undecided: FieldProps = { label, hint: undefined };
  // @ts-expect-error: none is there
  const search: Parameters<typeof SearchField>[0] = { label, value: '', onChange };
  // @ts-expect-error: the box has its sentence as `detail`
  const box: Parameters<typeof Checkbox>[0] = { children: label, isSelected: true, onChange };
  // @ts-expect-error: and so has the switch
  const lever: Parameters<typeof Switch>[0] = { children: label, isSelected: true, onChange };
  // @ts-expect-error: neither the field nor its choices have one
  const silent: Cards = { ...cards, options: [option] };
  const told: Cards = { ...cards, hint: 'One of them.', options: [option] };
  const toldByEach: Cards = { ...cards, options: [{ ...option, detail: 'This one.' }] };
  expect([missing, undecided, search, box, lever, silent, told, toldByEach]).toHaveLength(8);
});
