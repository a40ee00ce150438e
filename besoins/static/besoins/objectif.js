/* Comfort only: once a competence is chosen, only the levels of its framework are offered. */
(() => {
  "use strict";

  const competence = document.getElementById("id_competence");
  const niveau = document.getElementById("id_niveau");
  if (!competence || !niveau) return;

  const trier = () => {
    const domaine = competence.selectedOptions[0]?.parentElement.label ?? "";
    for (const groupe of niveau.querySelectorAll("optgroup")) {
      const autre = domaine !== "" && !domaine.startsWith(`${groupe.label} – `);
      if (autre && groupe.contains(niveau.selectedOptions[0])) niveau.value = "";
      groupe.hidden = groupe.disabled = autre;
    }
  };
  competence.addEventListener("change", trier);
  trier();
})();
