import { askForReset, changeButton, confirmReset, expectLoggedIn, heading, typeNewPassword } from "../support/steps";
import { expect, test } from "../support/test";

test("a link works once", async ({ page, world, mailbox }) => {
  await askForReset(page, world, world.institution.username);
  const link = await mailbox.resetLink();
  await confirmReset(page, link);
  await typeNewPassword(page, "Clinic2026");
  await changeButton(page).click();
  await expectLoggedIn(page, world);

  await confirmReset(page, link);
  await expect(page.getByRole("status")).toContainText("このURLは使用済みです");
  await expect(heading(page, "パスワードのリセット")).toBeVisible();
});

test("a link is dead after 24 hours", async ({ page, world, mailbox, clock }) => {
  await askForReset(page, world, world.institution.username);
  const link = await mailbox.resetLink();

  await clock.advance("23h59m");
  await page.goto(link);
  await expect(heading(page, "パスワードをリセットしますか？")).toBeVisible();

  await clock.advance("1m1s");
  await page.goto(link);
  await expect(heading(page, "このURLは使用できません")).toBeVisible();
});
