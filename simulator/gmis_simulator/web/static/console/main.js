// The console: the list of worlds, and the chosen one.
import { call, element } from "./api.js";
import { makeSwitches } from "./switches.js";
import { follow } from "./timeline.js";
import { codes, room, say, titled, words } from "./words.js";

const SHOWN = 50;
const at = (id) => document.getElementById(id);
const chosen = new URLSearchParams(location.search).get("world");
const path = `/worlds/${encodeURIComponent(chosen)}`;

const catalogue = await call("GET", "/catalogue");
for (const [key, all] of [["persona", catalogue.personas], ["defects", catalogue.defects]]) {
  codes[key] = Object.fromEntries(all.map((each) => [each.name, titled(each)])); // events name them too
}
at("preset").append(element("option", { value: "", textContent: words.none }), ...catalogue.presets.map((each) => element("option", { value: each.name, textContent: titled(each) })));
at("create").addEventListener("submit", async (event) => {
  event.preventDefault();
  const made = await call("POST", "/worlds", at("preset").value ? { preset: at("preset").value } : {});
  location.assign(room(made.name));
});
at("find").addEventListener("input", list);
await list();
if (chosen) await open();

async function list() {
  const found = await call("GET", `/worlds?limit=${SHOWN}&name=${encodeURIComponent(at("find").value.trim())}`);
  at("worlds").replaceChildren(...found.map(({ name }) => {
    const link = element("a", { href: room(name), textContent: name });
    if (name === chosen) link.setAttribute("aria-current", "page");
    return element("li", {}, link);
  }));
  at("more-worlds").textContent = found.length < SHOWN ? "" : say(words.more, { count: SHOWN });
}

async function open() {
  let world = await call("GET", path), since = performance.now(), asked = false;
  const show = makeSwitches(path, catalogue, refresh);
  at("world-name").textContent = chosen;
  at("links").append(...[["med_login", "Med-Login"], ["gmis", "G-MIS"], ["webmail", words.webmail]].map(([site, said]) => element("li", {}, element("a", { href: new URL(world.urls[site]).pathname, textContent: said }))));
  at("snapshot").href = `/api${path}/snapshot`;
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", async () => {
      await call("POST", `${path}/clock`, { advance: button.dataset.advance });
      at("said").textContent = words.moved;
    });
  }
  at("delete").addEventListener("click", async () => {
    if (confirm(words.sure)) {
      await call("DELETE", path);
      location.assign(room());
    }
  });
  at("python").addEventListener("click", copy);
  await refresh();
  at("choose").hidden = true;
  at("world").hidden = false; // complete: what is pressed does not move away under the pointer
  follow(chosen, changed, (said) => { at("said").textContent = said; });
  setInterval(tick, 1000);

  function changed({ kind }) {
    if (asked || !/^(clock|fault|defects|settings|institution|mailbox|address)\./.test(kind)) return;
    asked = true; // many events, one question
    requestAnimationFrame(() => { asked = false; refresh(); });
  }

  async function refresh() {
    const [fresh, mailboxes] = await Promise.all([call("GET", path), call("GET", `${path}/mailboxes`)]);
    [world, since] = [fresh, performance.now()];
    at("clock").textContent = words[world.clock];
    at("institutions").replaceChildren(...world.institutions.flatMap((each) => [element("dt", { textContent: each.name }), element("dd", {}, element("code", { textContent: each.username }), " / ", element("code", { textContent: each.password }))]));
    show(world, mailboxes);
    tick();
  }

  function tick() {
    const passed = world.clock === "running" ? performance.now() - since : 0;
    const now = new Date(new Date(world.now).getTime() + passed);
    at("now").dateTime = now.toISOString();
    at("now").textContent = now.toLocaleString("sv-SE", { timeZone: "Asia/Tokyo" });
  }
}

async function copy() {
  const lines = at("lines");
  lines.value = await call("GET", `${path}/python`);
  lines.hidden = false;
  lines.select();
  await navigator.clipboard?.writeText(lines.value).then(() => { at("said").textContent = words.copied; }, () => {});
}
