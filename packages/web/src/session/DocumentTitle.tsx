import { useNetwork } from './queries.ts';

/** What the window is called: the page’s own title, then the network’s name. */
export const DocumentTitle = ({ children }: { children: string }) => {
  const { name } = useNetwork();
  return <title>{children ? `${children} – ${name}` : name}</title>;
};
