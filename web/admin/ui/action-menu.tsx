import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from './icon.tsx';

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly isDangerous?: boolean;
  readonly isDisabled?: boolean;
  readonly onAction: () => void;
}

/** Things to do, behind one button. `isCompact`: three dots, for a row; `label` is then read, not seen. */
export const ActionMenu = (props: {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  readonly isCompact?: boolean;
  /** Stands above the actions: whose menu this is. */
  readonly about?: ReactNode;
  readonly isOpenAtFirst?: boolean;
}) => (
  <MenuTrigger defaultOpen={props.isOpenAtFirst ?? false}>
    {props.isCompact ? (
      <Button className="button button-icon" aria-label={props.label}>
        <Icon name="more" />
      </Button>
    ) : (
      <Button className="button button-secondary">
        <bdi>{props.label}</bdi> <Icon name="down" />
      </Button>
    )}
    <Popover className="popover" placement="bottom end">
      {props.about ? <div className="menu-about">{props.about}</div> : null}
      <Menu
        className="options"
        onAction={(key) => props.actions.find(({ id }) => id === key)?.onAction()}
        disabledKeys={props.actions.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)}
      >
        {props.actions.map((action) => (
          <MenuItem
            key={action.id}
            id={action.id}
            textValue={action.label}
            className={action.isDangerous ? 'option option-danger' : 'option'}
          >
            {action.label}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  </MenuTrigger>
);
