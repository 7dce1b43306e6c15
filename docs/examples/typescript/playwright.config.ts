import { defineConfig } from "@playwright/test";
import { browserPath } from "./support/browser";
import { simulatorUrl } from "./support/environment";

export default defineConfig({
  testDir: "tests",
  outputDir: "report/failed",
  reporter: [["list"], ["junit", { outputFile: "report/junit.xml" }]],
  fullyParallel: true, // each test has a world of its own
  forbidOnly: Boolean(process.env.CI),
  retries: 0, // a test that passes the second time only is a mistake too
  use: {
    browserName: "chromium",
    locale: "ja-JP",
    actionTimeout: 5_000, // every page answers at once: what is not there by then will not come
    launchOptions: {
      executablePath: browserPath(),
      // Nobody listens at that port: a page reaches the simulator, which is excepted, and nothing else. Chromium excepts
      // all of this machine too, unless it is told <-loopback>.
      proxy: { server: "http://127.0.0.1:9", bypass: `<-loopback>,${new URL(simulatorUrl).host}` },
    },
  },
});
