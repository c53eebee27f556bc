/**
 * CBOR (RFC 8949) as far as an mdoc needs it: definite lengths, shortest forms.
 *
 * In plain code: the libraries build functions from text, which this wallet's content security policy forbids. They check
 * what is written here in the tests. Called by: `credentials/`, `presentation/`.
 */
export { type CborValue, decodeCbor, Tagged } from './decode-cbor.ts';
export { encodeCbor } from './encode-cbor.ts';
