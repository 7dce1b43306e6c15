import { mailpitUrl } from "./environment";
import { askFor } from "./json";
import type { World } from "./world";

export type Folder = "inbox" | "junk";

/** What is used here of Mailpit's message. */
export interface Mail {
  ID: string;
  Subject: string;
  From: { Name: string; Address: string };
  Text: string;
}

/** The mails to one address, by Mailpit's API. */
export class Mailbox {
  constructor(
    private readonly world: World,
    readonly address: string,
  ) {}

  /** What lies in `folder`, newest first. */
  async mails(folder: Folder): Promise<Mail[]> {
    await this.world.settle();
    const query = new URLSearchParams({ query: `to:"${this.address}" tag:${folder}` });
    const found = await askFor<{ messages: { ID: string }[] }>("GET", `${mailpitUrl}/api/v1/search?${query}`);
    return Promise.all(found.messages.map(({ ID }) => askFor<Mail>("GET", `${mailpitUrl}/api/v1/message/${ID}`)));
  }

  /** The one mail in `folder`. */
  async onlyMail(folder: Folder = "inbox"): Promise<Mail> {
    const [mail, ...more] = await this.mails(folder);
    if (!mail || more.length > 0) {
      throw new Error(`one mail to ${this.address} was expected in ${folder}, not ${mail ? more.length + 1 : "none"}`);
    }
    return mail;
  }

  /** The link in the one mail in the inbox. */
  async resetLink(): Promise<string> {
    const { Text } = await this.onlyMail();
    const [link] = Text.match(/https?:\/\/\S+/) ?? [];
    if (!link) {
      throw new Error(`there is no link in the mail:\n${Text}`);
    }
    return link;
  }
}
