import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/**
 * A button whose larger part is fetched after the page, or when it is first needed. Until then a plain button stands in its place; the
 * focus that it had goes on to the button of the part. Should the part not arrive, the plain one stays.
 * @param load what to fetch; the same function on every call.
 */
export const useLater = <Part>(
  load: () => Promise<Part>,
): {
  readonly place: RefObject<HTMLSpanElement | null>;
  readonly part: Part | null;
  readonly come: () => void;
} => {
  const place = useRef<HTMLSpanElement>(null);
  const wasFocused = useRef(false);
  const [part, setPart] = useState<Part | null>(null);
  const come = useCallback(() => {
    const take = (loaded: Part) => {
      // A press that is under way would lose its button.
      if (place.current === null || place.current.querySelector(':active') !== null) return;
      wasFocused.current = place.current.contains(document.activeElement);
      setPart(() => loaded);
    };
    load().then(take, () => {});
  }, [load]);
  useLayoutEffect(() => {
    if (part !== null && wasFocused.current) place.current?.querySelector('button')?.focus();
  }, [part]);
  return { place, part, come };
};
