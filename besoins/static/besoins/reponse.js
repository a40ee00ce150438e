/* Comfort of who answers a survey: what is typed is saved as it is typed, kept on the device while the network is
   away, and the questions that an answer calls for appear at once. Every page works without it. */
(() => {
  "use strict";

  const DELAI = 700;
  const RELANCE = 10000;
  const PREFIXE = "reponse:";

  // What a page could not send yet, by the address of that page.
  const memoire = {
    lire: (adresse) => {
      try {
        return JSON.parse(localStorage.getItem(PREFIXE + adresse));
      } catch {
        return null;
      }
    },
    garder: (adresse, brouillon) => {
      try {
        localStorage.setItem(PREFIXE + adresse, JSON.stringify(brouillon));
      } catch {
        // Full or forbidden: the server still receives each change.
      }
    },
    oublier: (adresse) => {
      try {
        localStorage.removeItem(PREFIXE + adresse);
      } catch {
        // Nothing was kept either.
      }
    },
    adresses: (lien) => {
      try {
        return Object.keys(localStorage)
          .filter((cle) => cle.startsWith(PREFIXE + lien))
          .map((cle) => cle.slice(PREFIXE.length));
      } catch {
        return [];
      }
    },
  };

  // Sent, declined: nothing of it stays on a shared computer.
  document.querySelectorAll("[data-effacer]").forEach((fin) => {
    memoire.adresses(fin.dataset.effacer).forEach(memoire.oublier);
  });

  class Page {
    constructor(formulaire) {
      this.formulaire = formulaire;
      this.mots = formulaire.dataset;
      this.adresse = location.pathname;
      this.maj = this.mots.maj;
      this.etat = formulaire.querySelector(".enregistrement");
      this.numero = 0;
      this.parti = 0;
      formulaire.addEventListener("input", () => this.noter());
      formulaire.addEventListener("change", () => this.noter());
      formulaire.addEventListener("submit", (evenement) => this.soumettre(evenement));
      addEventListener("online", () => this.envoyer());
      addEventListener("pagehide", () => this.partir());
      this.retrouver();
    }

    saisie() {
      return [...new FormData(this.formulaire)].filter(
        ([nom, valeur]) => nom !== "csrfmiddlewaretoken" && typeof valeur === "string",
      );
    }

    noter() {
      this.numero += 1;
      memoire.garder(this.adresse, { maj: this.maj, saisie: this.saisie() });
      clearTimeout(this.attente);
      this.attente = setTimeout(() => this.envoyer(), DELAI);
    }

    corps(saisie) {
      const corps = new FormData();
      saisie.forEach(([nom, valeur]) => corps.append(nom, valeur));
      corps.append("csrfmiddlewaretoken", this.formulaire.elements.csrfmiddlewaretoken.value);
      corps.append("aller", "garder");
      return corps;
    }

    async envoyer() {
      clearTimeout(this.attente);
      if (this.numero === this.parti || this.envoi) return;
      const numero = this.numero;
      const saisie = this.saisie();
      this.envoi = true;
      try {
        const reponse = await fetch(this.adresse, { method: "POST", body: this.corps(saisie) });
        // Sent from elsewhere, closed, replaced: the page itself says what.
        if (reponse.redirected) return location.assign(reponse.url);
        if ([404, 410].includes(reponse.status)) return location.reload();
        if (!reponse.ok) throw new Error(String(reponse.status));
        this.parti = numero;
        this.recu(new DOMParser().parseFromString(await reponse.text(), "text/html").getElementById("questions"));
      } catch {
        this.dire(this.mots.coupe);
        this.attente = setTimeout(() => this.envoyer(), RELANCE);
      } finally {
        this.envoi = false;
      }
      if (this.parti === numero && this.numero > numero) this.envoyer();
    }

    recu(questions) {
      const { enregistre, aCorriger, maj } = questions.dataset;
      this.maj = maj;
      this.dire(`${aCorriger === "0" ? this.mots.fait : this.mots.faitSauf} ${enregistre}.`);
      if (this.numero === this.parti) {
        memoire.oublier(this.adresse);
        this.accorder(questions);
      } else {
        memoire.garder(this.adresse, { maj, saisie: this.saisie() });
      }
    }

    // The questions that an answer calls for, or sends away; the others are not touched, nor is the focus.
    accorder(questions) {
      const ici = document.getElementById("questions");
      const demandees = [...questions.children];
      const annonces = [];
      [...ici.children].forEach((question) => {
        if (demandees.some(({ id }) => id === question.id)) return;
        question.remove();
        annonces.push(this.mots.retiree);
      });
      demandees.forEach((question, rang) => {
        if (document.getElementById(question.id)) return;
        question.classList.add("question-neuve");
        ici.insertBefore(document.adoptNode(question), ici.children[rang] ?? null);
        question.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
        annonces.push(`${this.mots.ajoutee} ${question.querySelector("legend, label").firstChild.textContent.trim()}`);
      });
      if (annonces.length) this.dire([this.etat.textContent, ...annonces].join(" "));
    }

    dire(phrase) {
      this.etat.textContent = phrase;
    }

    // Leaving for another page: without network, better to stay where nothing is lost.
    soumettre(evenement) {
      if (navigator.onLine) {
        this.quitte = true;
        return;
      }
      evenement.preventDefault();
      this.numero += 1;
      memoire.garder(this.adresse, { maj: this.maj, saisie: this.saisie() });
      this.dire(this.mots.coupe);
      this.etat.scrollIntoView({ block: "nearest" });
    }

    // The tab closes before the delay: a last try that outlives the page.
    partir() {
      if (this.quitte || this.numero === this.parti) return;
      navigator.sendBeacon(this.adresse, this.corps(this.saisie()));
    }

    // What this device could not send the last time.
    async retrouver() {
      for (const adresse of memoire.adresses(this.mots.lien)) {
        if (adresse !== this.adresse) await this.rattraper(adresse);
      }
      const brouillon = memoire.lire(this.adresse);
      if (!brouillon) return;
      if (document.getElementById("erreurs")) return; // the page holds what was just typed
      if (JSON.stringify(brouillon.saisie) === JSON.stringify(this.saisie())) return memoire.oublier(this.adresse);
      if (brouillon.maj === this.maj) return this.remettre(brouillon.saisie);
      this.proposer(brouillon.saisie);
    }

    async rattraper(adresse) {
      const brouillon = memoire.lire(adresse);
      if (!brouillon || brouillon.maj !== this.maj) return;
      try {
        const reponse = await fetch(adresse, { method: "POST", body: this.corps(brouillon.saisie) });
        if (!reponse.ok) return;
        memoire.oublier(adresse);
        const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
        this.maj = page.getElementById("questions")?.dataset.maj ?? this.maj;
      } catch {
        // Still without network: another time.
      }
    }

    remettre(saisie) {
      const parNom = new Map();
      saisie.forEach(([nom, valeur]) => parNom.set(nom, [...(parNom.get(nom) ?? []), valeur]));
      [...this.formulaire.elements].forEach((champ) => {
        if (!champ.name || ["vue", "csrfmiddlewaretoken"].includes(champ.name) || champ.type === "submit") return;
        const valeurs = parNom.get(champ.name) ?? [];
        if (["checkbox", "radio"].includes(champ.type)) champ.checked = valeurs.includes(champ.value);
        else if (valeurs.length) champ.value = valeurs[0];
      });
      this.numero += 1;
      this.envoyer();
    }

    proposer(saisie) {
      const bouton = document.createElement("button");
      bouton.type = "button";
      bouton.className = "btn btn-outline-primary btn-sm";
      bouton.textContent = this.mots.reprendre;
      bouton.addEventListener("click", () => this.remettre(saisie));
      this.etat.replaceChildren(this.mots.ailleurs, " ", bouton);
    }
  }

  const formulaire = document.querySelector("form[data-lien]");
  if (formulaire) new Page(formulaire);
})();
