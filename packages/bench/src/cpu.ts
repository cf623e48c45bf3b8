import { readFileSync } from 'node:fs';

// Linux counts the processor time of a process in ticks of ten milliseconds, whatever the machine's own clock is.
const microsPerTick = 10_000;

/** Microseconds of processor time that a process has taken so far; 0 where the system does not tell (not Linux). */
export const cpuMicrosOf = (pid: number | undefined): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * microsPerTick;
  } catch {
    return 0;
  }
};

/** Resident memory of a process, MiB; 0 where the system does not tell. */
export const residentMiB = (pid: number | undefined): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};
