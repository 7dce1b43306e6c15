// In which lane an event stands, and what it says in one sentence.
import { codes, lanes, pages, say, sentences, settings, words } from "./words.js";

export const LANES = lanes.map(([key, name]) => ({ key, name }));

const SITE = { med_login: "med", gmis: "gmis", webmail: "far" };
const LANE = {
  reset: "user", link: "med", session: "med", login: "med", account: "med", password: "med", mail: "far", scanner: "far",
  office: "mail", address: "med", report: "gmis",
  "link.opened": "user", "link.confirmed": "user", "mail.queued": "mail", "mail.deferred": "mail", "mail.bounced": "mail",
};
const CODE = { reasons: "reason", on: "visit" }; // else of the field's own name

function page({ method, path, status }) {
  const name = pages.find(([begin]) => (begin === "/webmail/" ? path.startsWith(begin) : path === begin))?.[1] ?? path;
  const template = method === "GET" ? words.shown : method === "POST" ? words.posted : words.asked;
  return say(template, { page: name, method, status });
}

function value(key, given) {
  if (Array.isArray(given)) return [...new Set(given)].map((each) => value(key, each)).join(words.comma) || words.none;
  return codes[CODE[key] ?? key]?.[given] ?? given;
}

function changed(given) { // settings, by their titles
  const shown = (each) => (each === true ? words.yes : each === false ? words.no : Array.isArray(each) ? each.join(words.comma) || words.none : each);
  return Object.entries(given).map(([name, each]) => `${settings[name]?.title ?? name} ${settings[name]?.choices[each] ?? shown(each)}`).join(words.comma);
}

function sentence(kind, data) {
  if (kind === "page.answered") return page(data);
  if (!(kind in sentences)) return JSON.stringify(data);
  const filled = Object.fromEntries(Object.entries(data).map(([key, given]) => [key, value(key, given)]));
  if (data.settings) filled.settings = changed(data.settings);
  if (kind === "mailbox.changed") filled.persona ??= words.own;
  if (data.trace) filled.rule = `${data.trace.find((each) => each.rule === data.rule)?.name ?? ""} (${data.rule})`.trim();
  return say(sentences[kind], filled);
}

export function placed({ kind, data }) {
  const lane = kind === "page.answered" ? (data.method === "GET" ? "user" : SITE[data.site]) : LANE[kind] ?? LANE[kind.split(".")[0]] ?? "room";
  return { lane, sentence: sentence(kind, data), verdict: (verdict) => codes.verdict[verdict] ?? "–" };
}
