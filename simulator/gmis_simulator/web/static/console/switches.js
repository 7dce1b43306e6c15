// The switches of one world. Each sends one request; where it is refused, it goes back to what the world says.
import { call, element } from "./api.js";
import { codes, english, say, settings, titled, words } from "./words.js";

const at = (id) => document.getElementById(id);

export function makeSwitches(path, catalogue, refresh) {
  const send = (method, tail, body) => call(method, `${path}${tail}`, body).finally(refresh).catch(() => {});
  at("kind").append(...catalogue.faults.map(({ kind, title }) => element("option", { value: kind, textContent: titled({ name: kind, title }) })));
  at("add-fault").addEventListener("submit", (event) => {
    event.preventDefault();
    const body = { kind: at("kind").value, where: at("where").value };
    if (at("times").value) body.times = Number(at("times").value);
    if (at("for").value) body.for = at("for").value;
    if (at("seconds").value) body.seconds = Number(at("seconds").value);
    send("POST", "/faults", body);
  });
  let on = [];
  at("defects").closest("details").addEventListener("toggle", () => { // hundreds: made when they are wanted
    at("defects").replaceChildren(...areas(catalogue.defects).map(([title, defects]) => element("fieldset", {}, element("legend", { textContent: title }), ...defects.map(defect))));
    tick();
    narrow(); // somebody may have typed before they were there
  }, { once: true });
  at("defect-text").addEventListener("input", narrow);

  function narrow() {
    const part = at("defect-text").value.trim().toLowerCase();
    for (const label of document.querySelectorAll("#defects label")) label.hidden = !`${label.textContent} ${label.firstChild.value}`.toLowerCase().includes(part);
    for (const area of document.querySelectorAll("#defects fieldset")) area.hidden = !area.querySelector("label:not([hidden])");
  }

  function defect({ name, title, harm }) {
    const box = element("input", { type: "checkbox", value: name });
    box.addEventListener("change", () => send("PUT", "/defects", box.checked ? [...on, name] : on.filter((each) => each !== name)));
    return element("label", { title: english ? "" : harm }, box, ` ${titled({ name, title })}`);
  }

  function tick() {
    for (const box of document.querySelectorAll("#defects input")) box.checked = on.includes(box.value);
    at("defects-on").textContent = on.length ? say(words.on, { count: on.length }) : "";
  }

  at("settings").append(...Object.entries(catalogue.settings.properties).map(([name, schema]) => setting(name, schema, (value) => send("PATCH", "/settings", { [name]: value }))));
  return (world, mailboxes) => {
    const focused = document.activeElement;
    show("faults", world.faults, (fault) => shownFault(fault, () => send("DELETE", `/faults/${fault.number}`)));
    on = world.defects;
    tick();
    for (const field of document.querySelectorAll("#settings [name]")) if (field !== focused) fill(field, world.settings[field.name]);
    show("mailboxes", mailboxes, (mailbox) => shownMailbox(mailbox, catalogue.personas, (persona) => send("PUT", `/mailboxes/${mailbox.address}`, { persona })));
  };
}

function areas(defects) {
  const found = new Map();
  for (const each of defects) {
    const area = english ? each.area : each.area_title;
    found.set(area, [...(found.get(area) ?? []), each]);
  }
  return [...found];
}

function show(id, values, make) {
  const said = JSON.stringify(values);
  if (at(id).dataset.said === said) return; // so that nobody loses the focus for nothing
  at(id).dataset.said = said;
  at(id).replaceChildren(...(values.length || id !== "faults" ? values.map(make) : [element("li", { textContent: words.none })]));
}

function shownFault(fault, end) {
  const limits = [fault.where, fault.times && say(words.left, { count: fault.times }), fault.until && say(words.until, { at: fault.until.slice(5, 16).replace("T", " ") })].filter(Boolean).join(words.comma);
  const name = codes.fault[fault.kind] ?? fault.kind;
  const button = element("button", { type: "button", className: "quiet", textContent: words.end, ariaLabel: `${words.end}: ${name}` });
  button.addEventListener("click", end);
  return element("li", {}, `${name} ${limits} `, button);
}

function shownMailbox(mailbox, personas, choose) {
  const select = element("select", { ariaLabel: say(words.persona, { address: mailbox.address }) });
  if (!mailbox.persona) select.append(element("option", { textContent: words.own, selected: true }));
  select.append(...personas.map((each) => element("option", { value: each.name, textContent: titled(each), selected: each.name === mailbox.persona })));
  select.addEventListener("change", () => choose(select.value));
  return element("p", {}, element("code", { textContent: mailbox.address }), select);
}

function setting(name, schema, change) {
  const id = `setting-${name}`;
  const field = schema.type === "boolean" ? element("input", { type: "checkbox" })
    : schema.enum ? element("select", {}, ...schema.enum.map((value) => element("option", { value, textContent: settings[name].choices[value] })))
    : schema.type === "integer" ? element("input", { type: "number", min: schema.minimum, max: schema.maximum })
    : String(schema.default).includes("\n") ? element("textarea", { rows: 4 }) : element("input", { type: "text" });
  Object.assign(field, { id, name });
  field.dataset.type = schema.type;
  field.setAttribute("aria-describedby", `${id}-hint`);
  field.addEventListener("change", () => change(value(field)));
  return element("p", { className: "setting" }, element("label", { htmlFor: id, textContent: settings[name].title }), field, element("span", { className: "hint", id: `${id}-hint`, textContent: settings[name].hint }));
}

function value(field) {
  if (field.type === "checkbox") return field.checked;
  if (field.dataset.type === "integer") return Number(field.value);
  if (field.dataset.type === "array") return field.value.trim() ? field.value.split(",").map(Number) : [];
  return field.value;
}

function fill(field, given) {
  if (field.type === "checkbox") field.checked = given;
  else field.value = given;
}
