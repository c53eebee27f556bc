import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Cell,
  Checkbox,
  Column,
  type DragAndDropHooks,
  Row,
  Table,
  TableBody,
  TableHeader,
} from 'react-aria-components';
import type { Refusal } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { ActionMenu, type MenuAction } from './action-menu.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { Skeleton } from './states.tsx';

export interface TableColumn<Item> {
  readonly id: string;
  readonly title: string;
  readonly cell: (item: Item) => ReactNode;
  /** Numbers stand at the end, so that their digits are below one another. */
  readonly isNumber?: boolean;
}

export interface TableProps<Item> {
  /** What the table lists; read, not seen. */
  readonly label: string;
  /** The first column names the row. */
  readonly columns: readonly [TableColumn<Item>, ...TableColumn<Item>[]];
  /** Null until there is an answer. */
  readonly items: readonly Item[] | null;
  readonly idOf: (item: Item) => string;
  /** Names the row in what is read out: its checkbox, its menu. */
  readonly nameOf: (item: Item) => string;
  readonly actions?: (item: Item) => readonly MenuAction[];
  readonly selection?: {
    readonly selected: ReadonlySet<string>;
    readonly onChange: (selected: ReadonlySet<string>) => void;
  };
  /** From `usePages`. Where it was refused the page says so above, and nobody waits here for what will not come. */
  readonly more?: {
    readonly hasMore: boolean;
    readonly busy: boolean;
    readonly loadMore: () => void;
    readonly refusal: Refusal | null;
  };
  /** Instead of the table when there is nothing: an `EmptyState`. */
  readonly empty: ReactNode;
  /** From `useDragAndDrop` of React Aria: rows are moved by mouse, touch and keyboard. */
  readonly dragAndDropHooks?: DragAndDropHooks;
}

const SelectBox = () => (
  <Checkbox slot="selection" className="check check-bare">
    <span className="box">
      <Icon name="tick" />
    </span>
  </Checkbox>
);

const DragHandle = (props: { readonly name: string }) => {
  const { t } = useTexts('frame');
  return (
    <AriaButton
      slot="drag"
      className="button button-icon"
      aria-label={t('table.moveRow', { name: props.name })}
    >
      <Icon name="drag" />
    </AriaButton>
  );
};

/** A table of things; on a phone each row becomes a block of labelled lines. Arrow keys move inside it. */
export const DataTable = <Item extends object>(props: TableProps<Item>) => {
  const { t } = useTexts('frame');
  const { columns, items, idOf, nameOf, actions, selection, more } = props;
  if (items === null) return more?.refusal ? null : <Skeleton lines={6} />;
  if (items.length === 0) return props.empty;
  const [first] = columns;
  return (
    <div className="table-frame">
      <Table
        aria-label={props.label}
        className="table"
        selectionMode={selection === undefined ? 'none' : 'multiple'}
        {...(selection === undefined
          ? {}
          : {
              selectedKeys: selection.selected,
              onSelectionChange: (keys) =>
                selection.onChange(new Set(keys === 'all' ? items.map(idOf) : [...keys].map(String))),
            })}
        {...(props.dragAndDropHooks === undefined ? {} : { dragAndDropHooks: props.dragAndDropHooks })}
      >
        <TableHeader>
          {props.dragAndDropHooks === undefined ? null : (
            <Column className="cell-narrow">
              <span className="unseen">{t('table.move')}</span>
            </Column>
          )}
          {selection === undefined ? null : (
            <Column className="cell-narrow">
              <SelectBox />
            </Column>
          )}
          {columns.map((column) => (
            <Column
              key={column.id}
              id={column.id}
              isRowHeader={column === first}
              className={column.isNumber ? 'cell-number' : 'cell'}
            >
              {column.title}
            </Column>
          ))}
          {actions === undefined ? null : (
            <Column className="cell-narrow">
              <span className="unseen">{t('table.actions')}</span>
            </Column>
          )}
        </TableHeader>
        <TableBody>
          {items.map((item) => (
            <Row key={idOf(item)} id={idOf(item)} textValue={nameOf(item)} className="row-line">
              {props.dragAndDropHooks === undefined ? null : (
                <Cell className="cell-narrow">
                  <DragHandle name={nameOf(item)} />
                </Cell>
              )}
              {selection === undefined ? null : (
                <Cell className="cell-narrow">
                  <SelectBox />
                </Cell>
              )}
              {columns.map((column) => (
                <Cell
                  key={column.id}
                  className={column.isNumber ? 'cell-number' : 'cell'}
                  data-title={column === first ? undefined : column.title}
                >
                  {column.cell(item)}
                </Cell>
              ))}
              {actions === undefined ? null : (
                <Cell className="cell-narrow cell-actions">
                  <ActionMenu
                    isCompact
                    label={t('table.actionsOf', { name: nameOf(item) })}
                    actions={actions(item)}
                  />
                </Cell>
              )}
            </Row>
          ))}
        </TableBody>
      </Table>
      {more?.hasMore ? (
        <div className="table-more">
          <Button busy={more.busy} onPress={more.loadMore}>
            {t('table.more')}
          </Button>
        </div>
      ) : null}
    </div>
  );
};
