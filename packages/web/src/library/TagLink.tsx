import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface TagLinkProps {
  /** Without one it leads to all that is there. */
  readonly tag?: string;
  readonly slug: string | undefined;
  readonly current?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** To what has a tag, in the library of a community or in that of all. */
export const TagLink = ({ tag, slug, current = false, className = '', children }: TagLinkProps) => {
  const search = tag ? { tag } : {};
  const rest = { search, className, 'aria-current': current ? ('true' as const) : undefined };
  return slug ? (
    <Link to="/communities/$community/library" params={{ community: slug }} {...rest}>
      {children}
    </Link>
  ) : (
    <Link to="/library" {...rest}>
      {children}
    </Link>
  );
};
