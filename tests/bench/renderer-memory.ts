import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/**
 * Peak resident memory of the largest renderer of a browser, in bytes: VmHWM of its process, as the
 * Linux kernel counts it. Null on other systems. Page and workers share one renderer.
 */
export async function peakRendererBytes(browser: Browser): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => peakOf(id));
  if (peaks.length === 0) throw new Error('no renderer process among those of the browser');
  return Math.max(...peaks);
}

function peakOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status);
  if (!kibibytes) throw new Error(`no VmHWM in the status of process ${pid}`);
  return Number(kibibytes[1]) * 1024;
}
