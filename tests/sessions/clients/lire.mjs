// A calendar on standard input, its events on standard output, as one library reads them: `node lire.mjs ical.js`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../node_modules/", import.meta.url));
const texte = readFileSync(0, "utf-8");
const utc = (date) => date.toISOString().replace(/[-:]|\.000/g, "");

async function icalJs() {
  const { default: ICAL } = await import(new URL("../../node_modules/ical.js/dist/ical.js", import.meta.url));
  const calendrier = new ICAL.Component(ICAL.parse(texte));
  for (const zone of calendrier.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendrier.getAllSubcomponents("vevent").map((vevent) => {
    for (const nom of ["uid", "dtstamp", "dtstart"])
      if (vevent.getAllProperties(nom).length !== 1) throw new Error(`${nom} of ${vevent.getFirstPropertyValue("uid")}`);
    const e = new ICAL.Event(vevent);
    const fuseau = vevent.getFirstProperty("dtstart").getParameter("tzid");
    if (!ICAL.TimezoneService.has(fuseau) || e.startDate.zone.tzid !== fuseau) throw new Error(`zone ${fuseau}`);
    return {
      uid: e.uid,
      debut: utc(e.startDate.toJSDate()),
      fin: utc(e.endDate.toJSDate()),
      fuseau,
      titre: e.summary,
      description: e.description,
      lieu: e.location,
      statut: vevent.getFirstPropertyValue("status"),
      sequence: e.sequence,
      categories: vevent.getFirstProperty("categories").getValues(),
    };
  });
}

async function nodeIcal() {
  const ical = require("node-ical");
  const valeur = (v) => (v && typeof v === "object" ? v.val : v);
  return Object.values(ical.sync.parseICS(texte))
    .filter((e) => e.type === "VEVENT")
    .map((e) => ({
      uid: e.uid,
      debut: utc(e.start),
      fin: utc(e.end),
      fuseau: e.start.tz,
      titre: valeur(e.summary),
      description: valeur(e.description),
      lieu: valeur(e.location),
      statut: e.status,
      sequence: Number(e.sequence),
      categories: e.categories,
    }));
}

const lignes = await { "ical.js": icalJs, "node-ical": nodeIcal }[process.argv[2]]();
process.stdout.write(JSON.stringify(lignes));
