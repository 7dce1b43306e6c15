import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const INSTALLED = [
  "chromium-headless-shell", // first: it starts much faster than the full browser
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/** The browser that GMIS_BROWSER names, or one that is installed; undefined: Playwright's own. */
export function browserPath(): string | undefined {
  return process.env.GMIS_BROWSER || INSTALLED.map(onPath).find(Boolean);
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
