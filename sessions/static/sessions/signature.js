/* A signature drawn with a finger, a pen or a mouse: integer points in a box of 600 by 200, kept in a hidden field.
   Strokes are separated by ";", points by a space. Without this file, one writes one's name. */
(() => {
  "use strict";

  const [LARGEUR, HAUTEUR, POINTS, ECART] = [600, 200, 3900, 3];

  const lire = (texte) =>
    texte ? texte.split(";").map((trait) => trait.split(" ").map((point) => point.split(",").map(Number))) : [];
  const ecrire = (traits) => traits.map((trait) => trait.map((point) => point.join(",")).join(" ")).join(";");

  const installer = (zone) => {
    const toile = zone.querySelector("canvas");
    const champ = zone.querySelector("input[type=hidden]");
    const dessin = toile.getContext("2d");
    let traits = [];
    let total = 0;
    let doigt = null;

    const ligne = (de, a) => {
      dessin.beginPath();
      dessin.moveTo(...de);
      dessin.lineTo(...a);
      dessin.stroke();
    };
    const redessiner = () => {
      dessin.clearRect(0, 0, LARGEUR, HAUTEUR);
      Object.assign(dessin, { lineWidth: 3, lineCap: "round", lineJoin: "round", strokeStyle: "#1b2430" });
      traits.forEach((trait) => trait.forEach((point, rang) => ligne(trait[Math.max(rang - 1, 0)], point)));
    };
    const reprendre = () => {
      traits = lire(champ.value);
      total = traits.flat().length;
      redessiner();
    };
    const point = (evenement) => {
      const boite = toile.getBoundingClientRect();
      const borner = (valeur, maximum) => Math.min(Math.max(Math.round(valeur), 0), maximum);
      return [
        borner(((evenement.clientX - boite.left) / boite.width) * LARGEUR, LARGEUR),
        borner(((evenement.clientY - boite.top) / boite.height) * HAUTEUR, HAUTEUR),
      ];
    };

    toile.addEventListener("pointerdown", (evenement) => {
      if (doigt !== null || total >= POINTS || evenement.button > 0) return;
      doigt = evenement.pointerId;
      toile.setPointerCapture(doigt);
      const depart = point(evenement);
      traits.push([depart]);
      total += 1;
      ligne(depart, depart);
      evenement.preventDefault();
    });
    toile.addEventListener("pointermove", (evenement) => {
      if (evenement.pointerId !== doigt || total >= POINTS) return;
      const trait = traits.at(-1);
      const [ici, avant] = [point(evenement), trait.at(-1)];
      if (Math.hypot(ici[0] - avant[0], ici[1] - avant[1]) < ECART) return;
      trait.push(ici);
      total += 1;
      ligne(avant, ici);
    });
    const lever = (evenement) => {
      if (evenement.pointerId !== doigt) return;
      doigt = null;
      champ.value = ecrire(traits);
    };
    toile.addEventListener("pointerup", lever);
    toile.addEventListener("pointercancel", lever);
    zone.addEventListener("effacer", () => {
      champ.value = "";
      reprendre();
    });
    zone.querySelector("[data-effacer]").addEventListener("click", () => zone.dispatchEvent(new Event("effacer")));

    zone.querySelector("[data-dessin]").hidden = false;
    reprendre();
  };

  document.querySelectorAll("[data-signature]").forEach(installer);
})();
