const PRESENT = ['client_id', 'request_uri', 'request_uri_method'];
const OFFER = ['credential_offer', 'credential_offer_uri'];

const SCHEMES: Readonly<Record<string, 'present' | 'offer'>> = {
  'openid4vp:': 'present',
  'haip-vp:': 'present',
  'openid-credential-offer:': 'offer',
  'haip-vci:': 'offer',
};

/**
 * The page of this wallet that an address asks for, as a path with query, or `undefined`. `ownOrigin` is where the
 * wallet itself is served: its own page addresses are understood too. Only known parameters are carried over.
 */
export function parseInvocation(text: string, ownOrigin: string): string | undefined {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return undefined;
  const address = new URL(trimmed);
  const page = SCHEMES[address.protocol] ?? ownPage(address, ownOrigin);
  if (!page) return undefined;

  const search = new URLSearchParams();
  for (const name of page === 'present' ? PRESENT : OFFER) {
    const value = address.searchParams.get(name);
    if (value !== null) search.set(name, value);
  }
  const complete =
    page === 'present' ? search.has('client_id') && search.has('request_uri') : search.size === 1;
  return complete ? `/${page}?${search}` : undefined;
}

function ownPage(address: URL, ownOrigin: string): 'present' | 'offer' | undefined {
  if (address.origin !== ownOrigin) return undefined;
  if (address.pathname === '/present') return 'present';
  return address.pathname === '/offer' ? 'offer' : undefined;
}
