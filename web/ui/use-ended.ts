import { useEffect, useState } from 'react';

const longestTimer = 2 ** 31 - 1;

/** True once the clock has reached `at` (epoch ms); redraws at that moment. */
export const useEnded = (at: number): boolean => {
  const [ended, setEnded] = useState(Date.now() >= at);
  useEffect(() => {
    const left = at - Date.now();
    setEnded(left <= 0);
    const timer = setTimeout(() => setEnded(Date.now() >= at), Math.min(Math.max(left, 0), longestTimer));
    return () => clearTimeout(timer);
  }, [at]);
  return ended;
};
