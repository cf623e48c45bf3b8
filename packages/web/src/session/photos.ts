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

export type PhotoSize = 'large' | 'small';

export const readPhoto = (person: string, size: PhotoSize, signal?: AbortSignal): Promise<Blob> =>
  client.readPhoto({
    params: { id: person },
    query: { size },
    ...(signal && { signal }),
  }) as Promise<Blob>;

/** The photo that a profile leads to: asked for as who is signed in, once, since another one has another address. */
export const photoQuery = (photo: string, size: PhotoSize) =>
  queryOptions({
    queryKey: ['photos', photo, size],
    queryFn: async ({ signal }) => shown(await readPhoto(photo.split('/')[2] ?? '', size, signal)),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
