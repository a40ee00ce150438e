/* A passage selected in the text is the one commented. Without this script, it is copied by hand. */
(() => {
  "use strict";

  const MAXIMUM = 2000;

  const passage = () => {
    const selection = document.getSelection();
    const texte = selection.toString().trim();
    const dedans = selection.anchorNode?.parentElement?.closest("[data-passage]");
    return dedans && dedans.contains(selection.focusNode) ? texte.slice(0, MAXIMUM) : "";
  };

  const champ = document.querySelector("#id_passage");
  if (champ) {
    document.addEventListener("selectionchange", () => {
      champ.value = passage() || champ.value;
    });
  }

  for (const lien of document.querySelectorAll("[data-commenter]")) {
    const adresse = lien.href;
    // Pressing on the link loses the selection: read it before.
    lien.addEventListener("pointerdown", () => {
      const texte = passage();
      const dici = lien.closest(".row").contains(document.getSelection().anchorNode);
      lien.href = texte && dici ? `${adresse}?${new URLSearchParams({ passage: texte })}` : adresse;
    });
  }
})();
