/* Makes a combobox (ARIA Authoring Practices, editable with list autocomplete) of a field that names a territory.
   Without it the same field works: the server offers the choices. */
(() => {
  "use strict";

  const DELAI = 200;

  class Suggestions {
    constructor(cadre) {
      this.cadre = cadre;
      this.saisie = cadre.querySelector("input[type=text]");
      this.actif = -1;
      this.options = [];
      this.liste = document.createElement("ul");
      this.liste.id = `${this.saisie.id}_suggestions`;
      this.liste.className = "suggestions";
      this.liste.hidden = true;
      this.liste.setAttribute("role", "listbox");
      this.liste.setAttribute("aria-label", cadre.dataset.titre);
      this.annonce = document.createElement("p");
      this.annonce.className = "visually-hidden";
      this.annonce.setAttribute("role", "status");
      this.saisie.after(this.liste, this.annonce);
      this.saisie.setAttribute("role", "combobox");
      this.saisie.setAttribute("aria-autocomplete", "list");
      this.saisie.setAttribute("aria-controls", this.liste.id);
      this.fermer();
      this.saisie.addEventListener("input", (e) => e.isComposing || this.saisir());
      this.saisie.addEventListener("compositionend", () => this.saisir());
      this.saisie.addEventListener("keydown", (e) => this.toucher(e));
      this.saisie.addEventListener("blur", () => this.abandonner());
      // The list never takes the focus from the field.
      this.liste.addEventListener("mousedown", (e) => e.preventDefault());
      this.liste.addEventListener("click", (e) => this.choisir(e.target.closest("[role=option]")));
    }

    saisir() {
      this.oublier();
      this.abandonner();
      this.attente = setTimeout(() => this.chercher(), DELAI);
    }

    oublier() {
      // What is typed now replaces the choices offered for what was typed before.
      this.cadre.querySelector(".propositions")?.remove();
    }

    abandonner() {
      clearTimeout(this.attente);
      this.requete?.abort();
      this.annonce.textContent = "";
      this.fermer();
    }

    async chercher() {
      const texte = this.saisie.value.trim();
      if (texte.length < 2) return;
      this.requete?.abort();
      const requete = (this.requete = new AbortController());
      const parametres = new URLSearchParams({ q: texte, genres: this.cadre.dataset.genres });
      try {
        const reponse = await fetch(`${this.cadre.dataset.territoires}?${parametres}`, { signal: requete.signal });
        if (!reponse.ok) return;
        const { territoires } = await reponse.json();
        if (!requete.signal.aborted) this.montrer(territoires);
      } catch {
        // Aborted or offline: the field still works as a plain text.
      }
    }

    montrer(designations) {
      this.options = designations.map((designation, rang) => {
        const option = document.createElement("li");
        option.id = `${this.liste.id}_${rang}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = designation;
        return option;
      });
      this.liste.replaceChildren(...this.options);
      this.liste.hidden = !this.options.length;
      this.saisie.setAttribute("aria-expanded", String(!this.liste.hidden));
      this.activer(-1);
      const { aucun, un, plusieurs } = this.cadre.dataset;
      this.annonce.textContent = [aucun, un][this.options.length] ?? `${this.options.length} ${plusieurs}`;
    }

    fermer() {
      this.liste.hidden = true;
      this.saisie.setAttribute("aria-expanded", "false");
      this.activer(-1);
    }

    activer(rang) {
      this.actif = rang;
      this.options.forEach((option, i) => option.setAttribute("aria-selected", String(i === rang)));
      if (rang < 0) return this.saisie.removeAttribute("aria-activedescendant");
      this.saisie.setAttribute("aria-activedescendant", this.options[rang].id);
      this.options[rang].scrollIntoView({ block: "nearest" });
    }

    choisir(option) {
      if (!option) return;
      this.oublier();
      this.saisie.value = option.textContent;
      this.abandonner();
      this.saisie.dispatchEvent(new Event("change", { bubbles: true }));
    }

    async descendre(pas) {
      if (this.liste.hidden) await this.chercher();
      if (this.liste.hidden) return;
      const nombre = this.options.length;
      const depart = this.actif < 0 && pas < 0 ? 0 : this.actif;
      this.activer((depart + pas + nombre) % nombre);
    }

    toucher(evenement) {
      if (evenement.isComposing || evenement.ctrlKey || evenement.metaKey) return;
      const ouverte = !this.liste.hidden;
      const gestes = {
        ArrowDown: () => this.descendre(1),
        ArrowUp: () => this.descendre(-1),
        Enter: ouverte && this.actif >= 0 && (() => this.choisir(this.options[this.actif])),
        Escape: ouverte && (() => this.abandonner()),
      };
      if (gestes[evenement.key]) {
        evenement.preventDefault();
        evenement.stopPropagation();
        gestes[evenement.key]();
      } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(evenement.key)) {
        this.activer(-1);
      }
    }
  }

  const preparer = (racine) => {
    racine.querySelectorAll("[data-territoires]:not([data-pret])").forEach((cadre) => {
      cadre.dataset.pret = "";
      new Suggestions(cadre);
    });
  };
  preparer(document);
  document.addEventListener("htmx:load", (evenement) => preparer(evenement.target));
})();
