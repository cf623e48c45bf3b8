import { createContext } from 'react';

/** A page that is found by what it is called. */
export interface PageToFind {
  readonly label: string;
  readonly href: string;
}

/** The pages that whoever is here can go to: the frame, which knows them, says which. */
export const PagesToFind = createContext<readonly PageToFind[]>([]);
