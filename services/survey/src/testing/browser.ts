const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** A page as a browser without scripts has it. */
export interface Opened {
  readonly status: number;
  readonly headers: Headers;
  readonly source: string;
  /** What is to be read on it, tags left out. */
  readonly text: string;
  /** The hidden fields of its first form. */
  readonly hidden: [string, string][];
}

const openedFrom = async (response: Response): Promise<Opened> => {
  const source = await response.text();
  const form = /<form[\s\S]*?<\/form>/.exec(source)?.[0] ?? '';
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [unescaped(name), unescaped(value)],
  );
  const text = unescaped(source.replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' ');
  return { status: response.status, headers: response.headers, source, text, hidden };
};

/** A browser without scripts: opens pages, and posts their forms. */
export const plainBrowser = (base: string) => ({
  open: async (path: string, headers: Record<string, string> = {}): Promise<Opened> =>
    openedFrom(await fetch(`${base}${path}`, { headers })),
  post: async (
    path: string,
    fields: readonly [string, string][],
    headers: Record<string, string> = {},
  ): Promise<Opened> =>
    openedFrom(
      await fetch(`${base}${path}`, { method: 'POST', body: new URLSearchParams([...fields]), headers }),
    ),
});
