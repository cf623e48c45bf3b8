/** The address of a survey's page. */
export const addressOf = (
  survey: string,
  query: Readonly<Record<string, string | undefined>> = {},
): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  return `/answer/${survey}${search.size ? `?${search}` : ''}`;
};
