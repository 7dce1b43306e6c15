// The live timeline of one world: events pushed by the server, drawn as lanes, a frame at a time.
import { element } from "./api.js";
import { LANES, placed } from "./lanes.js";
import { say, titles, words } from "./words.js";

const MOST = 400; // rows that are drawn; the others wait behind a button
const list = document.getElementById("events");
const text = document.getElementById("text");
const earlier = document.getElementById("earlier");
const events = [];
let world = "", shown = MOST, drawn = 0, due = false;

export function follow(name, changed, told) {
  world = name;
  const stream = new EventSource(`/api/worlds/${name}/events?after=0`);
  stream.onopen = () => told("");
  stream.onerror = () => told(stream.readyState === EventSource.CLOSED ? words.gone : words.lost);
  stream.onmessage = (message) => {
    const event = JSON.parse(message.data);
    events.push(Object.assign(event, placed(event)));
    draw();
    changed(event);
    if (event.kind === "world.deleted") { // its last event: the browser need not come back, seconds later, to be told
      stream.close();
      told(words.gone);
    }
  };
  document.querySelector(".lane-heads").append(...LANES.slice(0, 5).map(({ key, name: said }) => element("span", { className: `lane-${key}`, textContent: said })));
  document.getElementById("lanes").append(
    ...LANES.map(({ key, name: said }) => {
      const box = element("input", { type: "checkbox", checked: true, value: key });
      box.addEventListener("change", again);
      return element("label", {}, box, ` ${said}`);
    }),
  );
  text.addEventListener("input", again);
  earlier.addEventListener("click", () => { shown += MOST; again(); });
}

function wanted() {
  const on = new Set([...document.querySelectorAll("#lanes input:checked")].map((box) => box.value));
  const part = text.value.trim().toLowerCase();
  return (event) => on.has(event.lane) && (!part || `${event.kind} ${titles[event.kind]} ${event.sentence} ${JSON.stringify(event.data)}`.toLowerCase().includes(part));
}

function again() {
  list.replaceChildren();
  drawn = 0;
  draw();
}

function draw() {
  if (!due) requestAnimationFrame(frame);
  due = true;
}

function frame() {
  due = false;
  const fits = wanted();
  const follows = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  const rows = events.slice(drawn).filter(fits);
  drawn = events.length;
  list.append(...rows.slice(-shown).map(row));
  while (list.children.length > shown) list.firstElementChild.remove();
  const fitting = events.filter(fits).length;
  earlier.hidden = fitting <= shown;
  document.getElementById("hidden-count").textContent = hidden(events.length - Math.min(fitting, shown));
  if (follows) list.scrollTop = list.scrollHeight;
}

function hidden(count) {
  return count ? say(words.hidden, { count }) : "";
}

function row(event) {
  const { seq, at, kind, data, lane, sentence } = event;
  const said = element("p", {}, element("span", { className: "lane-name", textContent: LANES.find((each) => each.key === lane).name }), ` ${sentence}`);
  if (kind !== "page.answered") said.append(" ", element("code", { className: "kind", textContent: kind }));
  const link = where(kind, data);
  if (link) said.append(" ", element("a", { href: link, textContent: words.open, ariaLabel: `${words.open}: ${sentence}` }));
  const entry = element("div", { className: `entry lane-${lane}${kind === "mistake" ? " mistake" : ""}` }, said);
  if (data.trace) entry.append(trace(event));
  return element("li", { value: seq, title: titles[kind] ?? kind }, element("time", { dateTime: at, textContent: `${at.slice(5, 10).replace("-", "/")} ${at.slice(11, 19)}` }), entry);
}

function where(kind, data) {
  if (kind === "mail.delivered") return `/${world}/webmail/${data.to}/${data.folder}/${data.id}`;
  return kind === "page.answered" && data.method === "GET" ? `/${world}${data.path}` : null;
}

function trace({ data, verdict }) {
  const rules = data.trace.map((each) => element("li", {}, element("b", { textContent: `${each.name}: ${verdict(each.verdict)}` }), ` ${each.reason}`));
  const more = [data.authentication, data.reply].filter(Boolean).map((said) => element("p", { textContent: said }));
  return element("details", {}, element("summary", { textContent: words.trace }), ...more, element("ol", {}, ...rules));
}
