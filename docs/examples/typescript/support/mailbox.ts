import type { components } from "./api";
import { mailpitUrl } from "./environment";
import { askFor } from "./json";
import type { World } from "./world";

type Schemas = components["schemas"];
export type Folder = "inbox" | "junk" | "quarantine";
export type Mail = Schemas["CameAnswer"];

/** What is used here of Mailpit's message. */
export interface Message {
  Subject: string;
  From: { Name: string; Address: string };
  Text: string;
}

/** The mails to one address. */
export class Mailbox {
  constructor(
    private readonly world: World,
    readonly address: string,
  ) {}

  /** The one mail in `folder`: there, or as soon as it comes. An error names the rule that took it. */
  async onlyMail(folder: Folder = "inbox"): Promise<Mail> {
    const query = new URLSearchParams({ to: this.address, folder, wait: "10s" });
    const found = await this.world.call<Schemas["MailAnswer"]>("GET", `/mail?${query}`);
    const [mail, ...more] = found.mails;
    if (!mail || more.length > 0) {
      const count = mail ? more.length + 1 : "none";
      throw new Error(`one mail to ${this.address} was expected in ${folder}, not ${count}\n${told(found)}`);
    }
    return mail;
  }

  /** Proves that no mail came: the world settles, so nobody waits and sees. */
  async expectNone(): Promise<void> {
    await this.world.call("GET", `/absence?${new URLSearchParams({ to: this.address })}`);
  }

  /** All of a mail, by Mailpit's API. */
  async read(mail: Mail): Promise<Message> {
    return askFor<Message>("GET", `${mailpitUrl}/api/v1/message/${mail.id}`);
  }

  /** The link in the one mail in the inbox. */
  async resetLink(): Promise<string> {
    const mail = await this.onlyMail();
    const [link] = mail.links;
    if (!link) {
      throw new Error(`there is no link in the mail:\n${(await this.read(mail)).Text}`);
    }
    return link;
  }
}

function told({ rest, waiting }: Schemas["MailAnswer"]): string {
  const taken = rest.map((each) => `${each.verdict} by ${each.rule}: ${each.reason}`);
  const later = waiting.map((each) => `${each.why} until ${each.due}`);
  return [...taken, ...later].join("\n") || "none was sent";
}
