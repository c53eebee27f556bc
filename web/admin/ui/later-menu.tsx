import { type ComponentProps, useEffect, useState } from 'react';
import type { ActionMenu } from './action-menu.tsx';
import { Icon } from './icon.tsx';
import { useLater } from './use-later.ts';

const fetchMenu = async () => (await import('./action-menu.tsx')).ActionMenu;

/** After everything that a first page needs, on a slow line too. */
const fetchedAfterMs = 4_000;

/**
 * A menu of the frame: what it opens is fetched once the page is drawn, so that no first page waits for it. Pressed before that, it
 * opens as soon as it can.
 */
export const LaterMenu = (props: Omit<ComponentProps<typeof ActionMenu>, 'isOpenAtFirst'>) => {
  const { place, part: Menu, come } = useLater(fetchMenu);
  const [isPressed, setPressed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(come, fetchedAfterMs);
    return () => clearTimeout(timer);
  }, [come]);
  return (
    <span ref={place} className="later">
      {Menu === null ? (
        <button
          type="button"
          className="button button-secondary"
          aria-haspopup="true"
          aria-expanded={false}
          onClick={() => {
            setPressed(true);
            come();
          }}
        >
          <bdi>{props.label}</bdi> <Icon name="down" />
        </button>
      ) : (
        <Menu {...props} isOpenAtFirst={isPressed} />
      )}
    </span>
  );
};
