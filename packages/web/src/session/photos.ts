import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';

/** A picture as an address that the Content-Security-Policy lets a page show. */
const shown = (picture: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(picture);
  });

export const readPhoto = (person: string, signal?: AbortSignal): Promise<Blob> =>
  client.readPhoto({ params: { id: person }, ...(signal && { signal }) }) as Promise<Blob>;

/** The photo that a profile leads to: asked for as who is signed in, once, since another one has another address. */
export const photoQuery = (photo: string) =>
  queryOptions({
    queryKey: ['photos', photo],
    queryFn: async ({ signal }) => shown(await readPhoto(photo.split('/')[2] ?? '', signal)),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
