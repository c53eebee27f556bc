import { randomBytes } from 'node:crypto';
import { parseCertificate } from '../wallet/certificates/index.ts';
import { type CardFace, readCardFace } from '../wallet/credentials/index.ts';
import { readIssuer, readOffer, receiveCredentials, redeemOffer } from '../wallet/issuance/index.ts';
import { createAsk } from '../wallet/network/index.ts';
import { isRefusal } from '../wallet/outcome.ts';
import {
  createAnswer,
  fetchRequest,
  selectCredentials,
  sendAnswer,
  verifyRequest,
} from '../wallet/presentation/index.ts';

const ask = createAsk(fetch);

/** A step's good answer; a refusal of the reference wallet is thrown, by its code. */
function expectGood<T>(answer: T): Exclude<T, { readonly kind: 'refused' }> {
  if (isRefusal(answer))
    throw new Error(`the reference wallet refuses: ${(answer as { code: string }).code}`);
  return answer as Exclude<T, { readonly kind: 'refused' }>;
}

/** The reference wallet without its pages: the same steps in the same order, over HTTP. */
export function openReferenceWallet() {
  const cards: CardFace[] = [];
  return {
    receive: async ({ offer: link, txCode }: { readonly offer: string; readonly txCode: string }) => {
      const { searchParams } = new URL(link);
      const offer = expectGood(await readOffer(searchParams, ask));
      const issuer = expectGood(await readIssuer(offer, { ask, language: 'en' }));
      const token = expectGood(await redeemOffer({ offer, issuer, transactionCode: txCode, ask }));
      const received = await receiveCredentials({
        ...{ offer, issuer, token, ask, now: Date.now },
        offerReference: link,
      });
      for (const held of expectGood(received)) {
        const card = await readCardFace(held);
        if (card !== undefined) cards.push(card);
      }
    },
    /** @param authorities whom the wallet believes about verifiers, PEM or base64 */
    present: async (address: string, authorities: readonly string[]) => {
      const fetched = expectGood(await fetchRequest(new URL(address).searchParams, { ask, randomBytes }));
      const request = expectGood(
        await verifyRequest({
          requestObject: fetched.requestObject,
          cameBy: {
            kind: 'address',
            expectedClientId: fetched.clientId,
            requestUri: fetched.requestUri,
            expectedWalletNonce: fetched.walletNonce,
          },
          authorities: authorities.flatMap((each) => parseCertificate(each) ?? []),
          now: Date.now(),
        }),
      );
      const [way] = selectCredentials({ query: request.query, cards, now: Date.now() }) ?? [];
      if (way === undefined || request.wayBack.kind !== 'post')
        throw new Error('the reference wallet has nothing that fits');
      const shared = new Map(way.map(({ queryId, candidates: [first] }) => [queryId, first!]));
      const answer = await createAnswer(request, shared, Date.now());
      return expectGood(await sendAnswer(request.wayBack, answer, ask)).kind;
    },
  };
}
