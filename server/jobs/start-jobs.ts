export interface Job {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<void>;
}

/** Starts all; returns how to stop: no new run begins, and the one under way is awaited. */
export function startJobs(
  jobs: readonly Job[],
  options: { readonly onFailure: (failure: { job: string; cause: unknown }) => void },
): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  const timers = jobs.map((job) => {
    let isRunning = false;
    const timer = setInterval(() => {
      if (isRunning) return;
      isRunning = true;
      const run = job
        .run()
        .catch((cause: unknown) => options.onFailure({ job: job.name, cause }))
        .finally(() => {
          isRunning = false;
          underWay.delete(run);
        });
      underWay.add(run);
    }, job.everyMs);
    timer.unref();
    return timer;
  });
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(underWay);
  };
}
