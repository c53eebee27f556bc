import type { ReactNode } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';

/** The button of a `Time`, with what it says on hover and focus. */
export const ToldTime = (props: {
  readonly told: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) => (
  <TooltipTrigger delay={300}>
    <Button className="time" onPress={props.onPress}>
      {props.children}
    </Button>
    <Tooltip className="tooltip">{props.told}</Tooltip>
  </TooltipTrigger>
);
