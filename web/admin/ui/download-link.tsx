import type { ReactNode } from 'react';
import type { Params } from '../api/index.ts';

/** Something to take along. The server streams it, so a large file is never held in the page. `path`: below `/api/admin`. */
export const DownloadLink = (props: {
  readonly path: string;
  readonly params?: Params;
  readonly children: ReactNode;
}) => {
  const given = Object.entries(props.params ?? {}).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return (
    <a
      className="button button-secondary"
      download
      href={`/api/admin${props.path}${given.length === 0 ? '' : `?${query}`}`}
    >
      {props.children}
    </a>
  );
};
