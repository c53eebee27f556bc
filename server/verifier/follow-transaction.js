/** On the page of a transaction that waits: shows it anew when there is something new, and only then. */
const { shown } = document.body.dataset;

async function look() {
  const reply = await fetch(location.href, { headers: { accept: 'application/json' } }).catch(() => null);
  const transaction = reply?.ok ? await reply.json() : null;
  if (transaction !== null && `${transaction.state} ${transaction.timesRead}` !== shown) location.reload();
  else setTimeout(look, 2_000);
}

setTimeout(look, 2_000);
