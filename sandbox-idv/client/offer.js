// Watches whether the wallet has taken the credential; copies the offer's address.
const shown = document.querySelector('[data-offer-state]').dataset.offerState;
const copy = document.querySelector('[data-copy]');
const address = document.getElementById('offer-address');

async function watch() {
  try {
    const response = await fetch('/check/offer-state', { headers: { accept: 'application/json' } });
    const state = response.ok ? (await response.json()).state : undefined;
    if (state !== shown) return location.reload();
  } catch {
    // The connection may come back; the next round tries again.
  }
  setTimeout(watch, 1000);
}

if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(address.value);
    copy.textContent = copy.dataset.copied;
  });
}
address.addEventListener('focus', () => address.select());
setTimeout(watch, 1000);
