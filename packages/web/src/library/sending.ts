const headersOf = (said: string): [string, string][] =>
  said
    .trim()
    .split(/\r?\n/)
    .flatMap((line): [string, string][] => {
      const [name = '', ...rest] = line.split(': ');
      return name ? [[name, rest.join(': ')]] : [];
    });

/** Sends a request as `fetch` does, and tells meanwhile how much of it has gone, which that cannot. */
export const sendTelling =
  (tell: (share: number) => void) =>
  (address: string, { method = 'GET', headers, body, signal }: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      const sender = new XMLHttpRequest();
      sender.open(method, address);
      for (const [name, value] of new Headers(headers)) sender.setRequestHeader(name, value);
      sender.upload.addEventListener('progress', ({ loaded, total }) => tell(total ? loaded / total : 0));
      sender.addEventListener('load', () => {
        const { status, responseText, statusText } = sender;
        const said = headersOf(sender.getAllResponseHeaders());
        resolve(new Response(responseText || null, { status, statusText, headers: said }));
      });
      sender.addEventListener('error', () => reject(new TypeError('The connection broke.')));
      sender.addEventListener('abort', () => reject(signal?.reason));
      signal?.addEventListener('abort', () => sender.abort());
      sender.send(body as XMLHttpRequestBodyInit);
    });
