import { test as base } from "@playwright/test";
import { Mailbox } from "./mailbox";
import { World } from "./world";

interface Fixtures {
  /** A world of the test's own. */
  world: World;
  /** The mailbox at the address that its institution has registered. */
  mailbox: Mailbox;
}

export const test = base.extend<Fixtures>({
  world: async ({}, use, testInfo) => {
    const world = await World.create();
    await use(world);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach("events", {
        body: JSON.stringify(await world.events(), null, 1),
        contentType: "application/json",
      });
    }
    await world.delete();
  },
  mailbox: async ({ world }, use) => {
    await use(new Mailbox(world, world.institution.registered_address));
  },
});

export { expect } from "@playwright/test";
