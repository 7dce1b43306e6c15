import { type Locator, type Page, expect } from "@playwright/test";
import type { Mailbox } from "./mailbox";
import type { World } from "./world";

export const MAIL_SUBJECT = "【厚生労働省G-MIS事務局】パスワード再設定のご案内";

// Each step ends with what the next page shows: many pages have a field 「ユーザ名」, and typing into the former one is lost.

export function heading(page: Page, name: string): Locator {
  return page.getByRole("heading", { name, exact: true });
}

/** The page of the link 「パスワードをお忘れですか？」. */
export async function openForgotPassword(page: Page, world: World): Promise<void> {
  await page.goto(world.urls.med_login);
  await page.getByRole("link", { name: "パスワードをお忘れですか？" }).click();
  await expect(heading(page, "パスワードのリセット")).toBeVisible();
}

export async function askForReset(page: Page, world: World, username: string): Promise<void> {
  await openForgotPassword(page, world);
  await page.getByLabel("ユーザ名").fill(username);
  await page.getByRole("button", { name: "パスワードリセット" }).click();
  await expect(heading(page, "メールを確認してください")).toBeVisible();
}

/** What a click on the link in the mail does, and the button of the page that it leads to. */
export async function confirmReset(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(heading(page, "パスワードをリセットしますか？")).toBeVisible();
  await page.getByRole("button", { name: "パスワードのリセット" }).click();
}

/** From the login page to 「パスワードを変更する」. */
export async function openChangePassword(page: Page, world: World, mailbox: Mailbox): Promise<void> {
  await askForReset(page, world, world.institution.username);
  await confirmReset(page, await mailbox.resetLink());
  await expect(heading(page, "パスワードを変更する")).toBeVisible();
}

export async function typeNewPassword(page: Page, password: string, again = password): Promise<void> {
  await page.getByLabel("新しいパスワード", { exact: true }).fill(password);
  await page.getByLabel("新しいパスワードの確認").fill(again);
}

export function changeButton(page: Page): Locator {
  return page.getByRole("button", { name: "パスワードを変更" });
}

/** One of the conditions below the fields; it says 達成 or 未達成. */
export function condition(page: Page, label: string): Locator {
  return page.getByRole("listitem").filter({ hasText: label });
}

export async function logIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("ユーザ名").fill(username);
  await page.getByLabel("パスワード", { exact: true }).fill(password);
  await page.getByRole("button", { name: "ログイン" }).click();
}

/** The page after a login: the institution's name, and the way to G-MIS. */
export async function expectLoggedIn(page: Page, world: World): Promise<void> {
  await expect(heading(page, `${world.institution.name} 様`)).toBeVisible();
  await expect(page.getByRole("button", { name: "ログアウト" })).toBeVisible();
}

/** The clinic's own mailbox in the browser, at 受信トレイ. */
export async function openWebmail(page: Page, world: World): Promise<void> {
  await world.settle(); // the page does not reload by itself when a mail comes
  await page.goto(world.urls.webmail);
  await expect(heading(page, "受信トレイ")).toBeVisible();
}

export async function openJunk(page: Page): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: "迷惑メール" }).click();
  await expect(heading(page, "迷惑メール")).toBeVisible();
}

export async function openMail(page: Page): Promise<void> {
  await page.getByRole("link").filter({ hasText: MAIL_SUBJECT }).click();
  await expect(heading(page, MAIL_SUBJECT)).toBeVisible();
}

export function linkInMail(page: Page): Locator {
  return page.getByTitle("メールの本文").contentFrame().getByRole("link");
}
