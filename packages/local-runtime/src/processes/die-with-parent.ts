// Loaded before a service's own code (--import): when whoever started it is gone, even by SIGKILL, it stops too.
if (process.channel) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 10_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // The channel alone must not keep a service alive that has nothing left to do.
  process.channel.unref();
}
