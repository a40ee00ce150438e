/* The service worker of one page, where people sign on the trainer's device: it keeps the page and its files, and gives
   them back when there is no network. Its scope is that page alone; what it keeps goes when the account is left. */
"use strict";

const VERSION = "1";
const PAGE = new URL(self.registration.scope).pathname;
const CACHE = `tablette-${VERSION}-${PAGE}`;
const PATIENCE = 4000;

const oublier = async () => {
  const noms = await caches.keys();
  return Promise.all(noms.filter((nom) => nom.endsWith(`-${PAGE}`) && nom !== CACHE).map((nom) => caches.delete(nom)));
};

// The network first, so that nothing old is shown; what is kept when it fails or is too slow.
const repondre = async (requete, cle) => {
  const cache = await caches.open(CACHE);
  const gardee = await cache.match(cle);
  const reseau = fetch(requete).then(async (reponse) => {
    if (reponse.ok && !reponse.redirected) await cache.put(cle, reponse.clone());
    else if (cle === PAGE && reponse.status < 500) await cache.delete(cle); // signed out, or no longer theirs
    return reponse;
  });
  if (!gardee) return reseau;
  const trop = new Promise((resoudre) => setTimeout(resoudre, PATIENCE, gardee));
  return Promise.race([reseau.catch(() => gardee), trop]);
};

const garder = async (adresses) => {
  const voulues = adresses.map((adresse) => new URL(adresse, location.origin));
  await Promise.allSettled(
    voulues.map(({ href, pathname }) => repondre(new Request(href), pathname === PAGE ? PAGE : href)),
  );
  const cache = await caches.open(CACHE);
  const liens = new Set(voulues.map(({ href }) => href));
  const gardees = await cache.keys();
  await Promise.all(gardees.filter((requete) => !liens.has(requete.url)).map((requete) => cache.delete(requete)));
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (evenement) => {
  evenement.waitUntil(Promise.all([oublier(), self.clients.claim()]));
});
self.addEventListener("message", (evenement) => evenement.waitUntil(garder(evenement.data)));
self.addEventListener("fetch", (evenement) => {
  const { request: requete } = evenement;
  const adresse = new URL(requete.url);
  if (requete.method !== "GET" || adresse.origin !== location.origin) return;
  if (adresse.pathname === PAGE) evenement.respondWith(repondre(requete, PAGE));
  else if (["script", "style", "image", "font"].includes(requete.destination)) {
    evenement.respondWith(repondre(requete, requete.url));
  }
});
