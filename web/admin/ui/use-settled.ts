import { useEffect, useState } from 'react';

const pauseMs = 250;

/** What was typed, once typing has paused: one question to the server for a word, not one for each letter. */
export const useSettled = (typed: string): string => {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
};
