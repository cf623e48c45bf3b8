import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
};

/** Whether this device says that it is connected to anything at all. */
export const useConnected = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

const connected = (signal: AbortSignal | null | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = subscribe(() => {
      if (!navigator.onLine) return;
      stop();
      resolve();
    });
    signal?.addEventListener('abort', () => {
      stop();
      reject(signal.reason);
    });
  });

/** Sends a request; one that changes something waits for a connection where there is none, and then goes by itself. */
export const sendOnceConnected = async (address: string, request: RequestInit): Promise<Response> => {
  if (request.method !== 'GET' && !navigator.onLine) await connected(request.signal);
  return fetch(address, request);
};
