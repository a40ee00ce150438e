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

  // Facets that apply without a reload: on a small screen, asking for the results leads to them.
  document.addEventListener("submit", (evenement) => {
    const panneau = evenement.target.closest("details.facettes");
    const nombre = document.getElementById("nombre");
    if (!panneau || !nombre || matchMedia("(min-width: 1200px)").matches) return;
    panneau.open = false;
    nombre.scrollIntoView();
  });

  // What must be corrected is read first.
  document.getElementById("erreurs")?.focus();
})();
