import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** W3C trace context: who asked for what is going on. */
export interface Trace {
  readonly traceId: string;
  readonly spanId: string;
}

const storage = new AsyncLocalStorage<Trace>();
const header = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

export const currentTrace = (): Trace | undefined => storage.getStore();

/** Runs `work` as a new span of the trace in a `traceparent` header, or of a new trace where there is none. */
export const withTrace = <T>(traceparent: string | undefined, work: () => T): T => {
  const traceId = header.exec(traceparent ?? '')?.[1] ?? randomBytes(16).toString('hex');
  return storage.run({ traceId, spanId: randomBytes(8).toString('hex') }, work);
};

/** The `traceparent` to send along, if anything is being traced. */
export const traceparent = (): string | undefined => {
  const trace = currentTrace();
  return trace && `00-${trace.traceId}-${trace.spanId}-01`;
};
