/** The health check of every container: ends with 0 when the process in it says that it is ready. */
const port = process.env.SKEIN_MAILBOX_PORT ?? process.env.SKEIN_PORT ?? '8080';
const ready = await fetch(`http://127.0.0.1:${port}/health/ready`, {
  signal: AbortSignal.timeout(4_000),
}).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(ready ? 0 : 1);
