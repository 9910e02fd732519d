import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What one step of the check came to; `output` is shown when something failed. */
export interface StepResult {
  passed: number;
  failed: number;
  output: string;
  /** Said beside the name: a size, what was skipped. */
  note?: string;
}

export interface Step {
  name: string;
  run(): Promise<StepResult>;
}

export interface Ran {
  code: number;
  output: string;
}

/** Runs a JavaScript tool of node_modules under this Node and collects what it prints. */
export function runTool(script: string, args: string[], env: Record<string, string> = {}): Promise<Ran> {
  return collect(process.execPath, [`node_modules/${script}`, ...args], env);
}

function collect(program: string, args: string[], env: Record<string, string>): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, NO_COLOR: '1', CI: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (data: Buffer): void => {
      output += data.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: stripVTControlCharacters(output) }));
  });
}

/** A step that is right or wrong as a whole: one tool, or several of which each needs the one before. */
export function toolStep(name: string, ...runs: [script: string, ...args: string[]][]): Step {
  return {
    name,
    run: async () => {
      let output = '';
      for (const [script, ...args] of runs) {
        const ran = await runTool(script, args);
        output += ran.output;
        if (ran.code !== 0) return { passed: 0, failed: 1, output };
      }
      return { passed: 1, failed: 0, output };
    },
  };
}
