/**
 * Lighthouse 13.5.0, for the bench. Not part of Regain: it is installed by hand, in this folder, and drives the browser of the tests.
 */
import lighthouse, { desktopConfig } from 'lighthouse';

export const version = '13.5.0';

/**
 * @param {{ address: string, devToolsPort: number, isDesk: boolean, cookie: string }} page as Lighthouse opens it: nothing cached, with
 *   its own simulated line and processor
 * @returns {Promise<{ scores: Record<string, number>, metrics: Record<string, number>, failed: string[] }>} scores 0–100
 */
export async function judgePage({ address, devToolsPort, isDesk, cookie }) {
  const flags = {
    port: devToolsPort,
    logLevel: 'error',
    output: 'json',
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
    ...(cookie !== '' && { extraHeaders: { Cookie: cookie } }),
  };
  const { lhr } = await lighthouse(address, flags, isDesk ? desktopConfig : undefined);
  if (lhr.runtimeError !== undefined) throw new Error(lhr.runtimeError.message);
  const metrics = [
    'first-contentful-paint',
    'largest-contentful-paint',
    'total-blocking-time',
    'cumulative-layout-shift',
  ];
  return {
    scores: Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, 100 * score])),
    metrics: Object.fromEntries(metrics.map((id) => [id, lhr.audits[id].numericValue])),
    failed: Object.values(lhr.categories)
      .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
      .map(({ id }) => lhr.audits[id])
      .filter(({ score }) => score !== null && score < 0.9)
      .map(({ id, score }) => `${id} ${score}`),
  };
}
