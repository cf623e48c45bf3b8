// Runs processes of the installation as one, each with its own settings: journeys need all of them and kill none, and
// starting seven takes as long as most of what is tried.
const parts = JSON.parse(process.env.SKEIN_TOGETHER ?? '[]') as [string, Record<string, string>][];

// One after the other, since each reads its settings as it begins.
for (const [entry, settings] of parts) {
  Object.assign(process.env, settings);
  await import(entry);
}
