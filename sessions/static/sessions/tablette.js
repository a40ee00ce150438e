/* People sign in turn on the trainer's device. Each signature is kept here with a key, then sent in order, once, as soon
   as the network allows; nothing stays once sent. Without this file each name leads to a page of its own. */
(() => {
  "use strict";

  const racine = document.querySelector("[data-tablette]");
  if (!racine || !window.indexedDB || !window.HTMLDialogElement) return;

  const PAGE = location.pathname;
  const PATIENCE = 20_000;
  const feuille = racine.querySelector("dialog");
  const formulaire = feuille.querySelector("form");
  const signature = feuille.querySelector("[data-signature]");
  const erreur = feuille.querySelector("[data-erreur]");
  const compteur = racine.querySelector("[data-compteur]");
  const texte = (cle) => racine.dataset[cle];
  const liste = () => racine.querySelector("[data-personnes]");
  const jeton = () => formulaire.elements.csrfmiddlewaretoken;

  // What waits to be sent
  const base = new Promise((resoudre, rejeter) => {
    const demande = indexedDB.open("tablette", 1);
    demande.onupgradeneeded = () => demande.result.createObjectStore("envois", { keyPath: "cle" });
    demande.onsuccess = () => resoudre(demande.result);
    demande.onerror = () => rejeter(demande.error);
  });
  const magasin = async (mode, faire) => {
    const transaction = (await base).transaction("envois", mode);
    const demande = faire(transaction.objectStore("envois"));
    return new Promise((resoudre, rejeter) => {
      transaction.oncomplete = () => resoudre(demande.result);
      transaction.onabort = () => rejeter(transaction.error);
    });
  };
  const garder = (envoi) => magasin("readwrite", (envois) => envois.put(envoi));
  const retirer = (cle) => magasin("readwrite", (envois) => envois.delete(cle));
  const enAttente = async () => {
    const envois = await magasin("readonly", (magasin_) => magasin_.getAll());
    return envois.filter((envoi) => envoi.page === PAGE).sort((un, autre) => un.ordre - autre.ordre);
  };

  // What the page shows
  let situation = "";
  const afficher = async () => {
    const envois = await enAttente();
    const parAdresse = new Map(envois.map((envoi) => [envoi.adresse, envoi]));
    liste().querySelectorAll("[data-personne]").forEach((ligne) => {
      const lien = ligne.querySelector("[data-signer]");
      const envoi = parAdresse.get(ligne.dataset.adresse);
      const etat = ligne.querySelector("[data-local]");
      const bouton = ligne.querySelector("[data-retirer]");
      if (lien) lien.hidden = Boolean(envoi);
      etat.hidden = bouton.hidden = !envoi;
      if (!envoi) return;
      const quoi = texte(envoi.champs.presence === "absente" ? "absence" : "recueillie");
      etat.textContent = envoi.refus ? `${quoi}. ${texte("refusee")} ${envoi.refus}` : `${quoi}. ${texte("gardee")}`;
      etat.classList.toggle("ton-danger", Boolean(envoi.refus));
      bouton.dataset.retirer = envoi.cle;
    });
    const nombre = envois.filter((envoi) => !envoi.refus).length;
    const phrase = !nombre ? texte("rien") : (nombre > 1 ? texte("plusieurs") : texte("une")).replace("{n}", nombre);
    compteur.textContent = [phrase, situation && texte(situation)].filter(Boolean).join(" ");
    compteur.closest(".avis").className = `avis ton-${nombre ? "alerte" : "succes"}`;
    racine.querySelector("[data-reconnexion]").hidden = situation !== "deconnectee";
    return nombre;
  };

  const raison = (reponse) => {
    if (reponse.type === "opaqueredirect") return "deconnectee";
    return reponse.status < 500 ? "refuse" : "panne";
  };

  // The page again, with who signed elsewhere meanwhile and a token that is good now; false when it cannot be had.
  const rafraichir = async () => {
    let reponse;
    try {
      reponse = await fetch(PAGE, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    } catch {
      situation = "coupe";
      return false;
    }
    if (!reponse.ok) {
      situation = raison(reponse);
      return false;
    }
    situation = "";
    const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
    const nouvelle = page.querySelector("[data-personnes]");
    if (!nouvelle) return false;
    const ici = document.activeElement?.closest("[data-personne]")?.dataset.adresse;
    liste().replaceWith(document.adoptNode(nouvelle));
    if (ici) liste().querySelector(`[data-adresse="${ici}"]`)?.focus();
    jeton().value = page.querySelector("[name=csrfmiddlewaretoken]").value;
    return true;
  };

  // Sent in order, one at a time. True when the next may follow.
  const transmettre = async (envoi) => {
    const corps = new FormData();
    Object.entries({ ...envoi.champs, cle: envoi.cle, csrfmiddlewaretoken: jeton().value }).forEach(([nom, valeur]) =>
      corps.append(nom, valeur),
    );
    let reponse;
    try {
      reponse = await fetch(envoi.adresse, {
        method: "POST",
        body: corps,
        headers: { Accept: "application/json" },
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      situation = "coupe";
      return false;
    }
    if (reponse.status === 404) {
      await garder({ ...envoi, refus: texte("introuvable") });
      return true;
    }
    if (!reponse.ok) {
      situation = raison(reponse);
      // The token was refused: the account left since the page was read, and the page now says so.
      if (reponse.status === 403) await rafraichir();
      return false;
    }
    const lu = await reponse.json();
    if (lu.refus) await garder({ ...envoi, refus: lu.refus.join(" ") });
    else await retirer(envoi.cle);
    return true;
  };

  let occupe = false;
  const envoyer = async (aussiLire = false) => {
    if (occupe) return;
    occupe = true;
    const faire = async () => {
      // The page first: the token that is good now, and whether the account still is.
      const aEnvoyer = (await enAttente()).some((un) => !un.refus);
      if ((aEnvoyer || aussiLire === true) && !(await rafraichir())) return;
      let partis = 0;
      for (let envoi; (envoi = (await enAttente()).find((un) => !un.refus)); partis += 1) {
        if (!(await transmettre(envoi))) break;
        await afficher();
      }
      if (partis) await rafraichir();
    };
    try {
      // Two windows of the same page never send at once.
      await (navigator.locks ? navigator.locks.request(`tablette ${PAGE}`, faire) : faire());
    } finally {
      occupe = false;
      await afficher();
    }
  };

  // One person's turn
  const cle = () =>
    crypto.randomUUID?.() ??
    "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
      (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+c / 4)))).toString(16),
    );
  const dire = (phrase) => {
    erreur.textContent = phrase;
    erreur.hidden = !phrase;
  };

  racine.addEventListener("click", async (evenement) => {
    const lien = evenement.target.closest("[data-signer]");
    const retrait = evenement.target.closest("[data-retirer]");
    if (lien) {
      evenement.preventDefault();
      formulaire.reset();
      signature.dispatchEvent(new Event("effacer"));
      dire("");
      formulaire.action = lien.href;
      feuille.querySelector("h2").textContent = lien.closest("[data-personne]").dataset.personne;
      feuille.showModal();
    } else if (retrait && !occupe) {
      await retirer(retrait.dataset.retirer);
      await afficher();
    }
  });
  feuille.querySelector("[data-fermer]").addEventListener("click", () => feuille.close());
  formulaire.addEventListener("submit", async (evenement) => {
    evenement.preventDefault();
    const presence = evenement.submitter?.value ?? "presente";
    const { nom, trace, retard } = formulaire.elements;
    if (presence === "presente" && !trace.value && !/\p{L}.*\p{L}/u.test(nom.value)) {
      dire(texte("vide"));
      nom.focus();
      return;
    }
    const champs = { presence, nom: nom.value, trace: trace.value, appareil_le: new Date().toISOString() };
    if (presence === "presente") champs.retard = retard.value;
    const adresse = new URL(formulaire.action).pathname;
    const ordre = 1 + Math.max(0, ...(await enAttente()).map((envoi) => envoi.ordre));
    await garder({ cle: cle(), page: PAGE, ordre, adresse, champs, refus: "" });
    formulaire.reset();
    signature.dispatchEvent(new Event("effacer"));
    feuille.close();
    await afficher();
    liste().querySelector(`[data-adresse="${adresse}"]`)?.focus();
    await envoyer();
  });

  // The page that stays when the network goes
  const tenir = async () => {
    if (!navigator.serviceWorker) return;
    if (racine.dataset.ouvert !== "oui" && !(await enAttente()).length) {
      const ouvrier = await navigator.serviceWorker.getRegistration(PAGE);
      await ouvrier?.unregister();
      await Promise.all((await caches.keys()).filter((nom) => nom.endsWith(`-${PAGE}`)).map((nom) => caches.delete(nom)));
      return;
    }
    await navigator.serviceWorker.register(racine.dataset.ouvrier, { scope: PAGE });
    const fichiers = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
    const ouvrier = await navigator.serviceWorker.ready;
    ouvrier.active.postMessage([PAGE, ...fichiers.map((fichier) => fichier.href || fichier.src)]);
    racine.dataset.tenue = "oui";
  };

  window.addEventListener("online", envoyer);
  window.addEventListener("offline", () => {
    situation = "coupe";
    afficher();
  });
  setInterval(() => {
    if (!feuille.open && !document.hidden) envoyer(true);
  }, 15_000);

  racine.querySelector("[data-etat-local]").hidden = false;
  if (!navigator.onLine) situation = "coupe";
  afficher().then(envoyer);
  tenir().catch(() => {});
})();
