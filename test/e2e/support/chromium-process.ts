import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';

interface Target {
  targetId: string;
  type: string;
  url: string;
}

/** Ends the extension's service worker, as the browser does when it runs out of patience or memory. */
export async function killWorker(browser: ChromiumBrowser): Promise<void> {
  const session = await browserSession(browser);
  try {
    const { targetInfos } = (await session.send('Target.getTargets')) as { targetInfos: Target[] };
    const worker = targetInfos.find(
      ({ type, url }) => type === 'service_worker' && url.startsWith(browser.extensionRoot ?? ''),
    );
    if (!worker) throw new Error('the extension has no worker running');
    await session.send('Target.closeTarget', { targetId: worker.targetId });
  } finally {
    await session.detach();
  }
}

/** Resident memory in bytes of the process in which the extension runs: now, and its highest where known. */
export async function extensionMemory(browser: ChromiumBrowser): Promise<{ now: number; peak: number }> {
  const session = await browserSession(browser);
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let now = 0;
  let peak = 0;
  for (const { id, type } of processInfo) {
    if (type !== 'renderer') continue;
    const process = readProcess(id);
    if (!process?.command.includes('--extension-process')) continue;
    now += process.resident;
    peak += process.peak;
  }
  return { now, peak };
}

function readProcess(pid: number): { command: string; resident: number; peak: number } | null {
  try {
    if (process.platform === 'linux') {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const kilobytes = (name: string): number =>
        Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return { command, resident: kilobytes('VmRSS') * 1024, peak: kilobytes('VmHWM') * 1024 };
    }
    const line = execFileSync('ps', ['-o', 'rss=,args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const resident = Number.parseInt(line, 10) * 1024;
    return { command: line, resident, peak: resident };
  } catch {
    return null; // ended meanwhile
  }
}

async function browserSession(browser: ChromiumBrowser) {
  const session = await browser.context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('the browser has gone');
  return session;
}
