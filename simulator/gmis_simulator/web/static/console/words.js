// What the page says, in Japanese and English. A text that the page holds itself is marked by data-t.
const english = {
  room: "Control room", worlds: "Worlds", find: "Filter by name", preset: "Preset", create: "Make a world", now: "World time",
  h1: "+1 hour", h24: "+24 hours", d7: "+7 days", snapshot: "Save snapshot", python: "Copy as Python", delete: "Delete this world",
  mailboxes: "Mailboxes", faults: "Faults", kind: "Kind", where: "Where (path prefix or recipient)", times: "Times", for: "For (e.g. 10m)",
  seconds: "Wait (seconds)", add: "Cause the fault", defects: "Defects", settings: "Settings", timeline: "Timeline", show: "Show",
  text: "Filter by text", earlier: "Show earlier events", choose: "Choose a world from the list, or make one.", advance: "Move the clock",
  lines: "Python that makes this world", findDefect: "Find a defect",
};
const more = {
  ja: {
    none: "なし", running: "進行中", standing: "停止中", end: "終わらせる", copied: "コピーしました。", moved: "時計を進めました。",
    lost: "接続が切れました。再接続しています…", gone: "この世界は削除されました。", sure: "この世界とそのメールを削除しますか？",
    more: (n) => `ほかにもあります。${n}件まで表示しています。`, hidden: (n) => (n ? `${n}件の出来事を隠しています。` : ""),
    persona: (address) => `${address} の受信側`, webmail: "受信箱", trace: "判定の詳細", open: "開く", own: "独自の規則", left: (n) => `残り${n}回`, on: (n) => `${n}件オン`, until: (at) => `${at}まで`,
  },
  en: {
    none: "none", running: "running", standing: "standing", end: "End it", copied: "Copied.", moved: "The clock was moved.",
    lost: "Connection lost. Reconnecting…", gone: "This world was deleted.", sure: "Delete this world and its mails?",
    more: (n) => `There are more. ${n} are shown.`, hidden: (n) => (n ? `${n} events are hidden.` : ""),
    persona: (address) => `Recipient's side of ${address}`, webmail: "Webmail", trace: "How it was decided", open: "Open", own: "its own rules", left: (n) => `${n} left`, on: (n) => `${n} on`, until: (at) => `until ${at}`,
  },
};
const japanese = {};

export const language = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem("language") ?? "ja";
export const en = language === "en";
export const words = more[en ? "en" : "ja"];

export function translate() {
  document.documentElement.lang = en ? "en" : "ja";
  for (const each of document.querySelectorAll("[data-t]")) {
    japanese[each.dataset.t] = each.textContent;
    if (en) each.textContent = english[each.dataset.t];
  }
  for (const each of document.querySelectorAll("[data-label]")) {
    if (en) each.setAttribute("aria-label", english[each.dataset.label]);
  }
  const button = document.getElementById("language");
  button.textContent = en ? "日本語" : "English";
  button.lang = en ? "ja" : "en";
  button.addEventListener("click", () => {
    localStorage.setItem("language", en ? "ja" : "en");
    const address = new URL(location.href);
    address.searchParams.delete("lang");
    location.assign(address);
  });
}
