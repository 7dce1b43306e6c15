/** Where the simulator and its inbox answer, without a slash at the end. */
export const simulatorUrl = named("GMIS_SIMULATOR_URL");
export const mailpitUrl = named("GMIS_MAILPIT_URL");
/** What the control API wants beyond loopback. */
export const token = process.env.GMIS_TOKEN;

function named(variable: string): string {
  const url = process.env[variable];
  if (!url) {
    console.error(
      `${variable} is not set: start \`gmis up --json\`, and put what it prints as "simulator" into GMIS_SIMULATOR_URL and as "mailpit" into GMIS_MAILPIT_URL.`,
    );
    process.exit(1); // an error thrown here would bury the sentence under thirty lines of Playwright's own calls
  }
  return url.replace(/\/+$/, "");
}
