// What the page says: the server hands it over, in the language that was asked for.
const given = JSON.parse(document.getElementById("given").textContent);
export const english = given.language === "en";
const address = new URLSearchParams(location.search);

export const { words, lanes, pages, sentences, titles, codes, settings, language } = given;

// A template with what it has in braces filled in.
export function say(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? "?");
}

// What people call a persona, a preset, a defect, and its name behind; in English it is called by its name.
export function titled({ name, title }) {
  return english ? name : `${title} (${name})`;
}

// The room of a world, in the language of this one where that was chosen by hand.
export function room(world) {
  const query = new URLSearchParams(world ? { world } : {});
  if (address.has("lang")) query.set("lang", language);
  return `/?${query}`;
}
