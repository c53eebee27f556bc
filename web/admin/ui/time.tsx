import { useEffect, useState } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useFormats } from '../language/index.ts';

const everyMinute = 60_000;

const useNow = (): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMinute);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** "3 minutes ago"; the exact time on hover and focus, and in its place when pressed. */
export const Time = (props: { readonly at: number }) => {
  const { ago, exact } = useFormats();
  const now = useNow();
  const [isExact, setExact] = useState(false);
  return (
    <TooltipTrigger delay={300}>
      <Button className="time" onPress={() => setExact(!isExact)}>
        <time dateTime={new Date(props.at).toISOString()}>
          {isExact ? exact(props.at) : ago(props.at, now)}
        </time>
      </Button>
      <Tooltip className="tooltip">{exact(props.at)}</Tooltip>
    </TooltipTrigger>
  );
};
