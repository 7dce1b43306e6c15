import { test as base } from "@playwright/test";
import { Mailbox } from "./mailbox";
import { World } from "./world";

interface Options {
  /** Mistakes of the simulator that are on: `test.use({ defects: ["reset-link-reusable"] })`. */
  defects: string[];
}

interface Fixtures {
  /** A world of the test's own. */
  world: World;
  /** The mailbox at the address that its institution has registered. */
  mailbox: Mailbox;
  /** The world's clock: `await clock.advance("24h")`. */
  clock: Pick<World, "advance">;
}

export const test = base.extend<Options & Fixtures>({
  defects: [[], { option: true }],
  world: async ({ defects }, use, testInfo) => {
    const world = await World.create({ defects });
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
  clock: async ({ world }, use) => {
    await use(world);
  },
});

export { expect } from "@playwright/test";
