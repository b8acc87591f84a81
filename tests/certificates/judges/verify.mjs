// Judges credentials with the libraries of others: node verify.mjs CREDENTIAL.json LIST.json DID.json TOKEN.jwt CONTEXTS
// Prints "verified", or says why not and exits with 1. Nothing is fetched: contexts come from the given folder.
import {readFileSync} from 'node:fs';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import * as jose from 'jose';

const [credentialFile, listFile, didFile, tokenFile, contexts] = process.argv.slice(2);
const json = file => JSON.parse(readFileSync(file, 'utf8'));
const credential = json(credentialFile);
const list = json(listFile);
const did = json(didFile);
const known = new Map([
  ['https://www.w3.org/ns/credentials/v2', json(`${contexts}/credentials-v2.jsonld`)],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', json(`${contexts}/open-badges-3.0.3.jsonld`)],
  ['https://purl.imsglobal.org/spec/ob/v3p0/extensions.json', json(`${contexts}/open-badges-extensions.jsonld`)],
  [list.id, list],
  [did.id, did],
  ...did.verificationMethod.map(method => [method.id, {'@context': did['@context'][1], ...method}]),
]);

async function documentLoader(documentUrl) {
  if (!known.has(documentUrl)) {
    throw new Error(`nothing is fetched: ${documentUrl}`);
  }
  return {contextUrl: null, documentUrl, document: known.get(documentUrl)};
}

const result = await vc.verifyCredential({
  credential,
  suite: new DataIntegrityProof({cryptosuite}),
  documentLoader,
  now: new Date(credential.validFrom),
  checkStatus: options => checkStatus({...options, verifyBitstringStatusListCredential: true,
    suite: new DataIntegrityProof({cryptosuite}), documentLoader}),
});
if (!result.verified) {
  console.log(`refused: ${result.error?.errors?.map(error => error.message) ?? result.error ?? 'status'}`);
  process.exit(1);
}
if (result.statusResult.results.some(({status}) => status)) {
  console.log('revoked');
  process.exit(1);
}
const token = readFileSync(tokenFile, 'utf8');
const {kid} = jose.decodeProtectedHeader(token);
const method = did.verificationMethod.find(candidate => candidate.id === kid);
const key = await jose.importJWK(method.publicKeyJwk, 'ES256');
await jose.compactVerify(token, key);
console.log('verified');
