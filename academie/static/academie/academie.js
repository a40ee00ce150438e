/* Comfort only: every page works without it. */
(() => {
  "use strict";

  // Escape or a click elsewhere closes the account menu.
  const refermer = (evenement) => {
    document.querySelectorAll("details.deroulant[open]").forEach((menu) => {
      if (evenement.type === "keydown" && evenement.key !== "Escape") return;
      if (evenement.type === "click" && menu.contains(evenement.target)) return;
      const dedans = menu.contains(document.activeElement);
      menu.open = false;
      if (evenement.type === "keydown" && dedans) menu.querySelector("summary").focus();
    });
  };
  document.addEventListener("keydown", refermer);
  document.addEventListener("click", refermer);

  // Browsers that do not know ::details-content: menu and facets start open on a wide screen.
  if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 1200px)").matches) {
    document.querySelectorAll("details.menu, details.facettes").forEach((panneau) => {
      panneau.open = true;
    });
  }

  // Printing is offered only where a button can do it; the browser's own menu always can.
  document.querySelectorAll("[data-imprimer]").forEach((bouton) => {
    bouton.hidden = false;
    bouton.addEventListener("click", () => window.print());
  });

  // An address to copy, and what came of it said aloud. Where the clipboard is closed, it is left selected.
  document.querySelectorAll("[data-copier]").forEach((bouton) => {
    const champ = document.getElementById(bouton.dataset.copier);
    const suite = document.getElementById(`${bouton.dataset.copier}-copie`);
    bouton.hidden = false;
    bouton.addEventListener("click", async () => {
      champ.select();
      suite.textContent = "";
      try {
        await navigator.clipboard.writeText(champ.value);
        suite.textContent = bouton.dataset.copiee;
      } catch {
        suite.textContent = bouton.dataset.aCopier;
      }
    });
  });

  // Facets that apply without a reload: on a small screen, asking for the results leads to them.
  document.addEventListener("submit", (evenement) => {
    const panneau = evenement.target.closest("details.facettes");
    const nombre = document.getElementById("nombre");
    if (!panneau || !nombre || matchMedia("(min-width: 1200px)").matches) return;
    panneau.open = false;
    nombre.scrollIntoView();
  });

  // What a tablet keeps to work without a network names people: it goes when the account is left. What is not sent stays.
  document.addEventListener("submit", (evenement) => {
    const formulaire = evenement.target;
    if (!formulaire.matches("[data-deconnexion]") || !navigator.serviceWorker || !window.caches) return;
    evenement.preventDefault();
    const ouvriers = navigator.serviceWorker.getRegistrations().then((tous) => tous.map((un) => un.unregister()));
    const pages = caches.keys().then((noms) => noms.map((nom) => nom.startsWith("tablette-") && caches.delete(nom)));
    const tout = [ouvriers, pages].map((promesse) => promesse.then((suites) => Promise.all(suites)));
    const trop = new Promise((resoudre) => setTimeout(resoudre, 2000));
    Promise.race([Promise.allSettled(tout), trop]).then(() => formulaire.submit());
  });

  // What must be corrected is read first.
  document.getElementById("erreurs")?.focus();
})();
