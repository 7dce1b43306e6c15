import { askForReset, openForgotPassword } from "../support/steps";
import { expect, test } from "../support/test";

test("an unknown user name gets the same page as a known one, and no mail", async ({ page, world, mailbox }) => {
  await askForReset(page, world, world.institution.username);
  const known = { url: page.url(), text: await page.getByRole("main").innerText() };
  await mailbox.onlyMail();

  await askForReset(page, world, "zz999999");
  expect({ url: page.url(), text: await page.getByRole("main").innerText() }).toEqual(known);
  await world.settle();
  expect(await world.events("mail.queued")).toHaveLength(1); // the first one
});

test("for an unknown user name alone no mail comes", async ({ page, world, mailbox }) => {
  await askForReset(page, world, "zz999999");
  await mailbox.expectNone();
});

test("a malformed user name is refused beside its field, and is still there", async ({ page, world }) => {
  await openForgotPassword(page, world);
  for (const typed of ["", "ex00000", "ex0000000", "ex-00000", "ｅｘ００００００"]) {
    await page.getByLabel("ユーザ名").fill(typed);
    await page.getByRole("button", { name: "パスワードリセット" }).click();
    await expect(page.getByText("ユーザ名は半角の英数字8桁で入力してください。")).toBeVisible();
    await expect(page.getByLabel("ユーザ名")).toHaveValue(typed);
  }
  expect(await world.events("reset.requested")).toHaveLength(0);
});
