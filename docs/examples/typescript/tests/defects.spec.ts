import { askForReset, changeButton, confirmReset, expectLoggedIn, heading, typeNewPassword } from "../support/steps";
import { expect, test } from "../support/test";

// What "a link works once" says of a simulator in which it does not: a test that cannot fail proves nothing.
test.use({ defects: ["reset-link-reusable"] });

test("with the mistake on, a link that was used still leads to the fields", async ({ page, world, mailbox }) => {
  await askForReset(page, world, world.institution.username);
  const link = await mailbox.resetLink();
  await confirmReset(page, link);
  await typeNewPassword(page, "Clinic2026");
  await changeButton(page).click();
  await expectLoggedIn(page, world);

  await confirmReset(page, link);
  await expect(heading(page, "パスワードを変更する")).toBeVisible();
});
