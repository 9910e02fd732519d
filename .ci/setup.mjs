// Makes this checkout ready, then runs a script under the right Node:
//   node .ci/setup.mjs <script> [arguments]
// Plain JavaScript for Node 20, and nothing from node_modules: it has to run before anything is installed.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { ensureBrowsers } from './setup/browsers.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureNode, nodeFlags } from './setup/node.mjs';
import { ROOT, SetupError } from './setup/shell.mjs';

try {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const node = await ensureNode();
  // Tools that start `node` themselves get the same one.
  const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
  await ensureDependencies(env);
  await ensureBrowsers(node, env);
  const [script, ...args] = process.argv.slice(2);
  if (script) hand(node, script, args, env);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`setup: ${error.message}`);
  process.exitCode = 1;
}

function hand(node, script, args, env) {
  const child = spawn(node, [...nodeFlags(), join(ROOT, script), ...args], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);
  });
}
