import {
  changeButton,
  expectLoggedIn,
  heading,
  linkInMail,
  openMail,
  openWebmail,
  typeNewPassword,
} from "../support/steps";
import { expect, test } from "../support/test";

test("a forgotten password is reset by mail, and the way leads on to the regular report", async ({ page, world }) => {
  await page.goto(world.urls.med_login);
  await page.getByRole("link", { name: "パスワードをお忘れですか？" }).click();
  await expect(heading(page, "パスワードのリセット")).toBeVisible();
  await page.getByLabel("ユーザ名").fill(world.institution.username);
  await page.getByRole("button", { name: "パスワードリセット" }).click();
  await expect(heading(page, "メールを確認してください")).toBeVisible();

  await openWebmail(page, world);
  await openMail(page);
  await linkInMail(page).click();
  await expect(heading(page, "パスワードをリセットしますか？")).toBeVisible();
  await page.getByRole("button", { name: "パスワードのリセット" }).click();

  await expect(heading(page, "パスワードを変更する")).toBeVisible();
  await typeNewPassword(page, "Clinic2026");
  await changeButton(page).click();
  await expectLoggedIn(page, world);

  await page.getByRole("link", { name: "G-MIS 医療機関等情報支援システム" }).click();
  await page.getByRole("link", { name: "かかりつけ医機能報告制度" }).click();
  await page.getByRole("link", { name: "定期報告" }).click();
  await expect(heading(page, "定期報告")).toBeVisible();
  await expect(page.getByText("未報告")).toBeVisible();
});
