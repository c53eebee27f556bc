import { type ComponentProps, lazy, Suspense, useState } from 'react';
import type { ActionMenu } from './action-menu.tsx';
import { Icon } from './icon.tsx';

const Menu = lazy(async () => ({ default: (await import('./action-menu.tsx')).ActionMenu }));

/**
 * A menu of the frame: what it opens is fetched once the page is drawn, so that no first page waits for it. Pressed before that, it
 * opens as soon as it can.
 */
export const LaterMenu = (props: Omit<ComponentProps<typeof ActionMenu>, 'isOpenAtFirst'>) => {
  const [isPressed, setPressed] = useState(false);
  return (
    <Suspense
      fallback={
        <button
          type="button"
          className="button button-secondary"
          aria-haspopup="true"
          onClick={() => setPressed(true)}
        >
          <bdi>{props.label}</bdi> <Icon name="down" />
        </button>
      }
    >
      <Menu {...props} isOpenAtFirst={isPressed} />
    </Suspense>
  );
};
