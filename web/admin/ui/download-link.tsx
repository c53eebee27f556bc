import { type MouseEvent, type ReactNode, useState } from 'react';
import { addressOf, askBefore, type Params } from '../api/index.ts';
import { useErrorText } from './error-text.ts';
import { toast } from './toasts.tsx';

/**
 * Something to take along. The server streams it, so a large file is never held in the page; the session is asked for first, so that
 * whoever lost it signs in and then gets the file, not a failed download. `path`: below `/api/admin`.
 */
export const DownloadLink = (props: {
  readonly path: string;
  readonly params?: Params;
  readonly children: ReactNode;
}) => {
  const sayError = useErrorText();
  const [isAsking, setAsking] = useState(false);
  const address = addressOf(props.path, props.params);
  const fetchFile = async () => {
    setAsking(true);
    const refusal = await askBefore();
    setAsking(false);
    if (refusal === null) follow(address);
    else if (refusal.status !== 401) toast(sayError(refusal));
  };
  return (
    <a
      className="button button-secondary"
      download
      href={address}
      aria-busy={isAsking}
      onClick={(event: MouseEvent) => {
        event.preventDefault();
        if (!isAsking) void fetchFile();
      }}
    >
      {props.children}
    </a>
  );
};

/** As the browser does with a link that says `download`. */
function follow(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
