// Keeps the list of checks up to date and goes on when they have ended.
const states = document.querySelector('[data-states]').dataset;
const slowHint = document.querySelector('[data-slow]');
const startedAt = Date.now();

async function update() {
  try {
    const response = await fetch('/check/progress', {
      headers: { accept: 'application/json' },
      // A request that hangs must not end the asking.
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) return location.reload();
    const { checks, next } = await response.json();
    for (const { name, state } of checks) show(name, state);
    if (next) return location.replace(next);
  } catch {
    // The connection may come back; the next round tries again.
  }
  slowHint.hidden = Date.now() - startedAt < 6000;
  setTimeout(update, 300);
}

function show(name, state) {
  const item = document.querySelector(`[data-check="${name}"]`);
  if (!item || item.dataset.state === state) return;
  item.dataset.state = state;
  item.querySelector('[data-state-text]').textContent = states[state];
}

setTimeout(update, 200);
