/**
 * Sends a file and tells how much of it is out, which `fetch` does not. Answers and throws as `fetch` would: a `Response`, or an error
 * where there is none; and the signal's reason when it was aborted.
 */
export const sendFile = (
  address: string,
  options: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Blob;
    readonly signal: AbortSignal;
    /** Bytes so far. */
    readonly onSent: (bytes: number) => void;
  },
): Promise<Response> =>
  new Promise((resolve, reject) => {
    const { signal } = options;
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const sending = new XMLHttpRequest();
    sending.open(options.method, address);
    for (const [name, value] of Object.entries(options.headers)) sending.setRequestHeader(name, value);
    sending.upload.onprogress = ({ loaded }) => options.onSent(loaded);
    const stop = () => sending.abort();
    signal.addEventListener('abort', stop, { once: true });
    sending.onabort = () => reject(signal.reason);
    sending.onerror = () => reject(new TypeError('no answer'));
    sending.onload = () => {
      const headers = new Headers();
      for (const line of sending
        .getAllResponseHeaders()
        .trim()
        .split(/[\r\n]+/)) {
        const at = line.indexOf(':');
        if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim());
      }
      const body = sending.responseText === '' ? null : sending.responseText;
      resolve(new Response(body, { status: sending.status, headers }));
    };
    sending.onloadend = () => signal.removeEventListener('abort', stop);
    sending.send(options.body);
  });
