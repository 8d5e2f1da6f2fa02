import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Everything that runs on the machine. */
export async function processes(): Promise<Process[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      command: command ?? '',
    }));
}

/** Whether none of them is there any more; another one may have got the number of one by now. */
export async function haveEnded(wanted: readonly Process[]): Promise<boolean> {
  const now = await processes();
  return !wanted.some(({ pid, command }) => now.some((each) => each.pid === pid && each.command === command));
}
