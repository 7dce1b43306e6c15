// The control API, as any client uses it; a problem is told in the page's alert and thrown.
import { language, words } from "./words.js";

const problem = document.getElementById("problem");

export async function call(method, path, body) {
  const answer = await fetch(`/api${path}`, {
    method, headers: { "Accept-Language": language, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => null);
  if (answer?.ok) {
    if (method !== "GET") problem.hidden = true; // a look at the world leaves what was refused in sight
    const kind = answer.headers.get("content-type") ?? "";
    return answer.status === 204 ? null : kind.includes("json") ? answer.json() : answer.text();
  }
  const told = answer ? (await answer.json().catch(() => ({}))).detail ?? answer.statusText : words.silent;
  problem.querySelector("p").textContent = told;
  problem.hidden = false;
  throw new Error(told);
}

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
