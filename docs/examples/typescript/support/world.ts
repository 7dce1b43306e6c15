import type { components } from "./api"; // made by `npm run types`, out of what the simulator says of itself
import { simulatorUrl } from "./environment";
import { askFor } from "./json";

type Schemas = components["schemas"];
export type Event = Schemas["EventAnswer"];

/** A clinic, its mailbox, its clock and its log, which nobody else has. */
export class World {
  private constructor(private readonly answer: Schemas["WorldAnswer"]) {}

  static async create(given: Schemas["NewWorld"] = {}): Promise<World> {
    return new World(await askFor("POST", `${simulatorUrl}/api/worlds`, given));
  }

  get urls(): { med_login: string; gmis: string; webmail: string } {
    return this.answer.urls as { med_login: string; gmis: string; webmail: string };
  }

  get institution(): Schemas["InstitutionAnswer"] {
    const [first] = this.answer.institutions;
    if (!first) {
      throw new Error(`world ${this.answer.name} has no institution`);
    }
    return first;
  }

  /** Moves the clock forward, by `24h` or `1m30s` for example. */
  async advance(span: string): Promise<void> {
    await this.call("POST", "/clock", { advance: span });
  }

  /** Returns when every mail has arrived, or never will: nobody has to wait and see. */
  async settle(): Promise<void> {
    await this.call("POST", "/settle");
  }

  /** What has happened so far, oldest first; those of `kind` alone where it is given. */
  async events(kind?: string): Promise<Event[]> {
    const every = await this.call<Event[]>("GET", "/events");
    return every.filter((event) => kind === undefined || event.kind === kind);
  }

  /** Makes the mailbox one of another kind, `junk-unknown` for example. */
  async putMailbox(address: string, persona: string): Promise<void> {
    await this.call("PUT", `/mailboxes/${address}`, { persona });
  }

  async delete(): Promise<void> {
    await this.call("DELETE", "");
  }

  call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return askFor<T>(method, `${simulatorUrl}/api/worlds/${this.answer.name}${path}`, body);
  }
}
