import { type ReactNode, useEffect, useState } from 'react';

/** Says in words that something is under way; `late` appears after 20 seconds. */
export const Waiting = (props: { readonly children: ReactNode; readonly late?: ReactNode }) => {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 20_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div>
      <div className="waiting" role="status">
        <span className="waiting-dot" aria-hidden="true" />
        <span>{props.children}</span>
      </div>
      {/* The live region is there from the start, so that what appears in it is read out. */}
      <div role="status" className="late">
        {late ? props.late : null}
      </div>
    </div>
  );
};
