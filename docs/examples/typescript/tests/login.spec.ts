import { expectLoggedIn, logIn } from "../support/steps";
import { expect, test } from "../support/test";

test("ten failures lock the account for 15 minutes", async ({ page, world, clock }) => {
  const { username, password } = world.institution;
  await page.goto(world.urls.med_login);
  for (let failures = 0; failures < 10; failures++) {
    await logIn(page, username, "wrong");
    await expect(page.getByLabel("パスワード", { exact: true })).toHaveValue(""); // the answer is there
    await expect(page.getByRole("alert")).toContainText("ログインに失敗しました");
  }
  expect(await world.events("account.locked")).toHaveLength(1);

  await logIn(page, username, password);
  await expect(page.getByLabel("パスワード", { exact: true })).toHaveValue("");
  await expect(page.getByRole("alert")).toContainText("ログインに失敗しました");

  await clock.advance("15m");
  await logIn(page, username, password);
  await expectLoggedIn(page, world);
});

test("after the logout G-MIS asks for a login", async ({ page, world }) => {
  await page.goto(world.urls.med_login);
  await logIn(page, world.institution.username, world.institution.password);
  await expectLoggedIn(page, world);

  await page.getByRole("button", { name: "ログアウト" }).click();
  await expect(page.getByRole("button", { name: "ログイン" })).toBeVisible();
  await page.goto(world.urls.gmis);
  await expect(page.getByRole("button", { name: "ログイン" })).toBeVisible();
});
